/** How many characters (code points) a text has; stops counting at `atMost`. */
export function countCharacters(text: string, atMost = Infinity): number {
  let count = 0;
  for (let i = 0; i < text.length && count < atMost; i++, count++) {
    const code = text.charCodeAt(i);
    const next = text.charCodeAt(i + 1);
    if (code >= 0xd800 && code < 0xdc00 && next >= 0xdc00 && next < 0xe000) i++;
  }
  return count;
}
