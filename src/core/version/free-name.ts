/** A name that no other has: "train", where that is taken "train (2)", then "train (3)". */
export function freeName(name: string, taken: Iterable<string>): string {
  const others = new Set(taken);
  if (!others.has(name)) return name;
  const bare = name.replace(/ \(\d+\)$/, '');
  for (let number = 2; ; number++) {
    const free = `${bare} (${number})`;
    if (!others.has(free)) return free;
  }
}
