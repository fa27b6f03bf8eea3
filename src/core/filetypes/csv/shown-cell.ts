const FORMULA_TEXT = /^="((?:[^"]|"")*)"$/;

/** True where the cell is a text written as a formula, `="001"`, so that a spreadsheet does not take it for a number. */
export function isShownText(cell: string): boolean {
  return cell.startsWith('="') && FORMULA_TEXT.test(cell);
}

/** What a spreadsheet shows of a cell: `001` for `="001"`, all others as they are. */
export function shownCell(cell: string): string {
  return cell.startsWith('="') ? cell.replace(FORMULA_TEXT, (_, text: string) => text.replaceAll('""', '"')) : cell;
}
