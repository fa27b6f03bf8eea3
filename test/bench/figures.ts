/** How figures are printed. */

export function bestOf(figures: readonly number[]): number {
  return Math.min(...figures);
}

function medianOf(figures: readonly number[]): number {
  const sorted = figures.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/** "whole job    best 4.12 s   median 4.40 s   40 MB/s". The rate is the best one's. */
export function timeLine(name: string, times: readonly number[], megabytes: number): string {
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(2).padStart(7)} s`;
  const rate = (megabytes / (bestOf(times) / 1000)).toFixed(0).padStart(5);
  return `${named(name)} best ${seconds(bestOf(times))}   median ${seconds(medianOf(times))}  ${rate} MB/s`;
}

/** "whole job / script    best 1.41   median 1.44   rounds 1.41  1.44  1.50": one figure a round, of one machine's one moment. */
export function ratioLine(name: string, ratios: readonly number[]): string {
  const words = ratios.toSorted((one, other) => one - other).map((ratio) => ratio.toFixed(2));
  return `${named(name)} best ${bestOf(ratios).toFixed(2)}   median ${medianOf(ratios).toFixed(2)}   rounds ${words.join('  ')}`;
}

export function figureLine(name: string, words: string): string {
  return `${named(name)} ${words}`;
}

export function print(lines: readonly string[]): void {
  process.stdout.write(`\n${lines.join('\n')}\n\n`);
}

function named(name: string): string {
  return name.padEnd(36);
}
