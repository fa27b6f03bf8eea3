/** The share of a normal distribution below `z`. Source: Abramowitz and Stegun 7.1.26; off by less than 1.5e-7. */
export function normalShare(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const tail =
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) *
    Math.exp(-x * x);
  return z >= 0 ? 1 - tail / 2 : tail / 2;
}

/** The two-sided 95 % point of a normal distribution. */
export const Z_95 = 1.959963984540054;

/** The two-sided 95 % point of Student's t. Source: Abramowitz and Stegun 26.7.5. */
export function t95(degrees: number): number {
  if (degrees <= 0) return Infinity;
  const z = Z_95;
  return (
    z +
    (z ** 3 + z) / (4 * degrees) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * degrees ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * degrees ** 3)
  );
}
