export type ScaleKind = 'linear' | 'log';
export type Span = readonly [from: number, to: number];

/** From values to pixels; NaN for what the scale has no place for, such as 0 on a logarithmic one. */
export function scaleOf(domain: Span, range: Span, kind: ScaleKind = 'linear'): (value: number) => number {
  const place = kind === 'log' ? Math.log : (value: number): number => value;
  const low = place(domain[0]);
  const length = place(domain[1]) - low;
  return (value) => {
    // Math.log gives -Infinity for 0.
    const share = length === 0 ? 0.5 : (place(value) - low) / length;
    return Number.isFinite(share) ? range[0] + share * (range[1] - range[0]) : NaN;
  };
}

/** The least and the greatest number that a scale can show; null where there is none. */
export function spanOf(values: readonly number[], kind: ScaleKind): Span | null {
  const shown = values.filter((value) => Number.isFinite(value) && (kind === 'linear' || value > 0));
  if (shown.length === 0) return null;
  return shown.reduce<Span>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  );
}
