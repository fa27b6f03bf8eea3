/**
 * White space is what Python's str.split and str.strip take for it, so that a cleaning script and this program agree.
 * It differs from JavaScript's trim: U+001C to U+001F and U+0085 are in, U+FEFF is out.
 */
export function isWhiteSpace(code: number): boolean {
  if (code < 0x85) return code === 0x20 || (code <= 0x0d && code >= 0x09) || (code >= 0x1c && code <= 0x1f);
  if (code < 0x1680) return code === 0x85 || code === 0xa0;
  if (code < 0x2000) return code === 0x1680;
  if (code <= 0x200a) return true;
  return code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000;
}

/** Without the white space at both ends; the same string where there is none. */
export function trim(text: string): string {
  let end = text.length;
  while (end > 0 && isWhiteSpace(text.charCodeAt(end - 1))) end--;
  let start = 0;
  while (start < end && isWhiteSpace(text.charCodeAt(start))) start++;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

/** True where there is nothing but white space. */
export function isBlank(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (!isWhiteSpace(text.charCodeAt(i))) return false;
  return true;
}

/** With one space between words and none at the ends; the same string where it is so already. */
export function collapse(text: string): string {
  let wasSpace = true;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const isSpace = isWhiteSpace(code);
    if (isSpace && (wasSpace || code !== 0x20)) return splitWords(text).join(' ');
    wasSpace = isSpace;
  }
  return wasSpace ? trim(text) : text;
}

/** The words between white space. */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  let start = -1;
  for (let i = 0; i < text.length; i++) {
    if (!isWhiteSpace(text.charCodeAt(i))) {
      if (start === -1) start = i;
    } else if (start !== -1) {
      words.push(text.slice(start, i));
      start = -1;
    }
  }
  if (start !== -1) words.push(text.slice(start));
  return words;
}

/** How many words white space separates; stops counting at `atMost`. */
export function countSpacedWords(text: string, atMost = Infinity): number {
  let count = 0;
  let inWord = false;
  for (let i = 0; i < text.length && count < atMost; i++) {
    const isSpace = isWhiteSpace(text.charCodeAt(i));
    if (!isSpace && !inWord) count++;
    inWord = !isSpace;
  }
  return count;
}
