import { RowTexts } from '../example/row-texts.ts';
import type { Row } from '../row/row.ts';
import type { StepContext } from '../recipe/step.ts';

/** Reads a row's system instruction; empty where it has none. */
export function prepareSystemText(context: StepContext): (row: Row) => string {
  const texts = RowTexts.for(context);
  return (row) => texts.of(row, 'system').join('\n');
}
