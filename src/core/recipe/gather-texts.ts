import { RowTexts } from '../example/row-texts.ts';
import { columnsOf, isFlat, textsOf } from '../row/column-values.ts';
import type { Row } from '../row/row.ts';
import { needsFormat } from './chosen-texts.ts';
import type { StepContext, TextChoice } from './step.ts';

/**
 * Makes the function that gives the chosen texts of a row (none chosen: all), as `textMapper` changes them: of a column that
 * is a list or object those that the row's format knows.
 */
export function gatherTexts(choices: readonly TextChoice[], context: StepContext): (row: Row) => readonly string[] {
  const ofColumn = (row: Row, column: string): readonly string[] => textsOf(row, column);
  if (!needsFormat(choices, context)) {
    return (row) => {
      const columns = choices.length === 0 ? columnsOf(row) : choices.filter((choice) => typeof choice === 'string');
      return columns.flatMap((column) => ofColumn(row, column));
    };
  }
  const texts = RowTexts.for(context);
  if (choices.length === 0) return (row) => texts.fields(row).map(({ text }) => text);
  return (row) =>
    choices.flatMap((choice) => {
      if (typeof choice !== 'string') return texts.of(row, choice.role);
      const value = isFlat(row) ? null : row.column(choice);
      return typeof value === 'object' && value !== null ? texts.under(row, choice) : ofColumn(row, choice);
    });
}
