/** A text as one word of a POSIX shell, in which nothing is run or expanded. A shell can't hold U+0000: it is left out. */
export function shellWord(text: string): string {
  return `'${text.replaceAll('\0', '').replaceAll("'", String.raw`'\''`)}'`;
}

/** A local file as a word that no command takes for an option. */
export function localFile(name: string): string {
  return name.startsWith('-') ? `./${name}` : name;
}
