/** A text that a variable takes the place of. */
interface Placeholder {
  readonly text: string;
  readonly variable: string;
}

/** A text as one word of a shell, in which nothing is run or expanded but a placeholder's variable. */
export function quoted(text: string, placeholder?: Placeholder): string {
  const pieces = placeholder ? text.split(placeholder.text) : [text];
  const words = pieces.map((piece) => `'${piece.replaceAll("'", String.raw`'\''`)}'`);
  return words.join(`"$${placeholder?.variable ?? ''}"`);
}
