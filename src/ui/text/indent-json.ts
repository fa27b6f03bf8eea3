/**
 * Lays JSON text out over lines. Works on the text, not on parsed values: numbers, escapes and duplicate keys stay as
 * they are spelled, which is what somebody who looks at the raw row wants to see.
 */
export function indentJson(text: string): string {
  let out = '';
  let depth = 0;
  let index = 0;
  while (index < text.length) {
    const character = text.charAt(index);
    if (character === '"') {
      const end = endOfString(text, index);
      out += text.slice(index, end);
      index = end;
      continue;
    }
    index += 1;
    if (isSpace(character)) continue;
    if (character === '{' || character === '[') {
      const next = skipSpace(text, index);
      const closing = text.charAt(next);
      if (closing === '}' || closing === ']') {
        out += character + closing;
        index = next + 1;
      } else out += character + newline(++depth);
    } else if (character === '}' || character === ']') out += newline(--depth) + character;
    else if (character === ',') out += character + newline(depth);
    else if (character === ':') out += ': ';
    else out += character;
  }
  return out;
}

function newline(depth: number): string {
  return `\n${'  '.repeat(Math.max(0, depth))}`;
}

function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && text.charAt(index) !== '"') index += text.charAt(index) === '\\' ? 2 : 1;
  return Math.min(index + 1, text.length);
}

function skipSpace(text: string, start: number): number {
  let index = start;
  while (index < text.length && isSpace(text.charAt(index))) index += 1;
  return index;
}

function isSpace(character: string): boolean {
  return character === ' ' || character === '\n' || character === '\r' || character === '\t';
}
