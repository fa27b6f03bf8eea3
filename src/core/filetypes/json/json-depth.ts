/** True where arrays and objects of a JSON text nest deeper than `limit` levels. */
export function isDeeperThan(text: string, limit: number): boolean {
  // Each level takes two characters: most lines are answered here.
  if (text.length < 2 * (limit + 1)) return false;
  if (opensAtMost(text, limit)) return false;
  return scan(text, limit);
}

/** Counts all opening brackets, those in strings too: jumping is far faster than reading each character. */
function opensAtMost(text: string, limit: number): boolean {
  let count = 0;
  for (const bracket of ['{', '[']) {
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) {
      if (++count > limit) return false;
    }
  }
  return true;
}

const QUOTE = 34;
const BACKSLASH = 92;

function scan(text: string, limit: number): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      i = endOfString(text, i + 1);
    } else if (code === 91 || code === 123) {
      if (++depth > limit) return true;
    } else if (code === 93 || code === 125) {
      depth--;
    }
  }
  return false;
}

/** The index of the quote that closes a string, or the text's length where none does. */
function endOfString(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) return i;
    if (code === BACKSLASH) i++;
  }
  return text.length;
}
