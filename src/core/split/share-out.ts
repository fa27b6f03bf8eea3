/**
 * Shares `wanted` out among counts by their size: whole numbers that add up to it, those with the largest remainders
 * rounded up; of equal remainders the larger count first, then the smaller key.
 */
export function shareOut(counts: ReadonlyMap<number, number>, wanted: number): Map<number, number> {
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const parts = [...counts].map(([key, count]) => {
    const exact = all === 0 ? 0 : wanted * count;
    const whole = all === 0 ? 0 : Math.floor(exact / all);
    return { key, count, whole, rest: exact - whole * all };
  });
  parts.sort((one, other) => other.rest - one.rest || other.count - one.count || one.key - other.key);
  let missing = wanted - parts.reduce((sum, { whole }) => sum + whole, 0);
  const shares = new Map<number, number>();
  for (const { key, whole, count } of parts) {
    const isUp = missing > 0 && whole < count;
    if (isUp) missing--;
    shares.set(key, whole + (isUp ? 1 : 0));
  }
  return shares;
}
