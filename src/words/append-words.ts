/** Names of columns beyond which a sentence is hard to read. */
const MOST_NAMES = 5;

/** What the columns of files are beside those of the dataset whose end their rows go to; `isDoubtful` where none is in both. */
export interface ColumnFit {
  readonly text: string;
  readonly isDoubtful: boolean;
}

/** How columns of files fit those of the dataset `name`. */
export function columnFit(name: string, there: readonly string[], coming: readonly string[]): ColumnFit {
  // A file may have a hundred thousand columns.
  const [known, arriving] = [new Set(there), new Set(coming)];
  const extra = coming.filter((column) => !known.has(column));
  const missing = there.filter((column) => !arriving.has(column));
  if (extra.length === 0 && missing.length === 0) {
    return { text: `Its columns are those of “${name}”.`, isDoubtful: false };
  }
  if (extra.length === coming.length && there.length > 0) {
    return {
      text: `No column of “${name}” is in it. Rename columns first, or import it as a new dataset.`,
      isDoubtful: true,
    };
  }
  const parts = [
    ...(extra.length > 0 ? [`New in “${name}”: ${listed(extra)}.`] : []),
    ...(missing.length > 0 ? [`Not in the new rows: ${listed(missing)}.`] : []),
  ];
  return { text: parts.join(' '), isDoubtful: false };
}

function listed(columns: readonly string[]): string {
  const names = columns.slice(0, MOST_NAMES).map((column) => `“${column}”`);
  const more = columns.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}
