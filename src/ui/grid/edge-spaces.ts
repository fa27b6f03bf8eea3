/** How many plain spaces a text begins and ends with: nobody sees them, and trainers learn them. */
export function edgeSpaces(text: string, cut = false): { readonly start: number; readonly end: number } {
  let start = 0;
  while (start < text.length && text.charAt(start) === ' ') start += 1;
  let end = 0;
  if (!cut) while (end < text.length - start && text.charAt(text.length - 1 - end) === ' ') end += 1;
  return { start, end };
}
