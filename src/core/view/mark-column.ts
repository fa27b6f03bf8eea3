const PREFIX = 'mark:';

/** What a column is called that shows the values of a mark. */
export function columnOfMark(name: string): string {
  return `${PREFIX}${name}`;
}

/** The mark whose values a column shows; null for a column of the rows themselves, whatever it is called. */
export function markOfColumn(id: string, own: readonly string[]): string | null {
  return id.startsWith(PREFIX) && !own.includes(id) ? id.slice(PREFIX.length) : null;
}
