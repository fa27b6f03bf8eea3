/** Longer rows are cut in a version's log: it is read whole whenever History is open. */
const EXAMPLE_LENGTH = 2_000;

/** A row's text as an example keeps it. */
export function cutExample(text: string): string {
  return text.length > EXAMPLE_LENGTH ? `${text.slice(0, EXAMPLE_LENGTH)}…` : text;
}
