/**
 * A JSON text on one line: line ends between its tokens become nothing, all else stays. Inside a JSON string a raw line
 * end can't stand, so every one is white space.
 */
export function toOneLine(text: string): string {
  return /[\r\n]/.test(text) ? text.replace(/\s*[\r\n]+\s*/g, '') : text.trim();
}
