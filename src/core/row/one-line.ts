/**
 * A JSON text on one line: line ends between its tokens become nothing, with the white space around them; all else stays.
 * Inside a JSON string a raw line end can't stand, so every one is white space.
 */
export function toOneLine(text: string): string {
  // Not one pattern for both: it would look for a line end from each space of a long text again.
  const lines = text.split(/[\r\n]+/);
  return lines.map((line) => line.trim()).join('');
}
