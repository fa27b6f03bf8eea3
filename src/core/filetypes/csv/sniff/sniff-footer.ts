import { counted } from '../../../amount.ts';
import type { ReadOffer } from '../../settings.ts';

const MOST_ROWS = 8;
const TOTAL =
  /^\W*(grand |sub)?(totals?|sums?|overall|average|mean|summe|gesamt|gesamtsumme|insgesamt|somme|totaux|suma|totale|totaal|итого|всего|合计|总计|合計|計)\b\W*/iu;
const TOTAL_CJK = /^(合计|总计|合計|計)/u;

/** Rows at a table's end that are no data, kept unless the user drops them; null where there are none. */
export function offerFooter(rows: readonly (readonly string[])[], columns: number): ReadOffer | null {
  let count = 0;
  let totals = 0;
  const fill = (cells: readonly string[]): number => cells.filter((cell) => cell.trim() !== '').length;
  while (count < MOST_ROWS && count < rows.length - 1) {
    const cells = rows[rows.length - 1 - count] ?? [];
    const isTotal = isTotalRow(cells);
    const isNote = columns > 2 && fill(cells) === 1 && (cells.length < columns || isNoteText(cells));
    if (!isTotal && !isNote && fill(cells) > 0) break;
    if (isTotal) totals++;
    count++;
  }
  if (count === 0) return null;
  const what =
    totals === count
      ? counted(count, 'total row')
      : totals > 0
        ? counted(count, 'total and blank row')
        : counted(count, 'blank row or note', 'blank rows or notes');
  return {
    label: count === 1 ? 'Leave out the last row' : `Leave out the last ${count} rows`,
    reason: `The table ends with ${what}, which ${count === 1 ? 'is' : 'are'} kept.`,
    wanted: { dropLast: count },
  };
}

function isNoteText(cells: readonly string[]): boolean {
  return /^\s*(sources?|notes?|footnotes?|quelle|hinweis|anmerkung|fuente|nota|©|\*|\(\d\))/i.test(
    cells.find((cell) => cell.trim() !== '') ?? '',
  );
}

function isTotalRow(cells: readonly string[]): boolean {
  const label = cells.find((cell) => cell.trim() !== '') ?? '';
  return label.length <= 40 && (TOTAL.test(label) || TOTAL_CJK.test(label)) && cells.length > 1;
}
