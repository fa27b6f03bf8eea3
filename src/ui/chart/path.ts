export interface Place {
  readonly x: number;
  readonly y: number;
}

/** The `d` of a line through places, interrupted where one is unknown; a place alone between gaps becomes a dot. */
export function linePath(places: readonly Place[]): string {
  let path = '';
  let isDrawing = false;
  for (const [index, { x, y }] of places.entries()) {
    if (!Number.isFinite(x) || !Number.isFinite(y)) {
      isDrawing = false;
      continue;
    }
    const isAlone = !isDrawing && !Number.isFinite(places[index + 1]?.y ?? NaN);
    path += `${isDrawing ? 'L' : 'M'}${rounded(x)} ${rounded(y)}${isAlone ? 'h0' : ''}`;
    isDrawing = true;
  }
  return path;
}

function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}
