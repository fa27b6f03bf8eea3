/** A number from 0 to below 1 that spreads requests in time. It decides nothing about rows. */
export function jitter(): number {
  return Math.random();
}
