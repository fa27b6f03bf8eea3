/** A name that nothing else has: with a number behind it where it is taken. `most`: characters that its service takes. */
export function distinctName(name: string, taken: readonly string[], most: number): string {
  if (name === '' || !taken.includes(name)) return name;
  const bare = name.replace(/ \d+$/, '');
  for (let number = 2; ; number++) {
    const end = ` ${number}`;
    // By characters: half of one can't be sent.
    const next = `${Array.from(bare)
      .slice(0, most - end.length)
      .join('')
      .trim()}${end}`;
    if (!taken.includes(next)) return next;
  }
}
