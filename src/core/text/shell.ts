/** A text that a variable takes the place of. */
interface Placeholder {
  readonly text: string;
  readonly variable: string;
}

/**
 * A text as one word of a POSIX shell, in which nothing is run or expanded but a placeholder's variable. A shell can't hold
 * U+0000: it is left out.
 */
export function shellWord(text: string, placeholder?: Placeholder): string {
  const whole = text.replaceAll('\0', '');
  const pieces = placeholder ? whole.split(placeholder.text) : [whole];
  const words = pieces.map((piece) => `'${piece.replaceAll("'", String.raw`'\''`)}'`);
  return words.join(`"$${placeholder?.variable ?? ''}"`);
}

/** A local file as a word that no command takes for an option. */
export function localFile(name: string): string {
  return name.startsWith('-') ? `./${name}` : name;
}
