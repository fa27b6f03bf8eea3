const LONGEST_FIELD = 14;
const SHORTEST_FIELD = 2;
/** Letters in a line of a panel of its usual width. */
const LINE = 52;

/** How many lines a field is high for a text: as high as the text, within reason. */
export function linesOf(text: string): number {
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LINE)), 0);
  return Math.min(LONGEST_FIELD, Math.max(SHORTEST_FIELD, lines));
}
