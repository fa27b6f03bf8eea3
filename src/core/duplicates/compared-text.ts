import type { FieldRole } from '../formats/format.ts';
import { RowTexts } from '../example/row-texts.ts';
import { chosenColumns, chosenRoles } from '../recipe/chosen-texts.ts';
import type { StepContext, TextChoice } from '../recipe/step.ts';
import { columnsOf, textsOf } from '../row/column-values.ts';
import type { Row } from '../row/row.ts';

/**
 * The text by which rows are compared: what is chosen, in the order of the choices, one text a line. Nothing chosen is all
 * that the row says, its columns in the order of their names. What a row answers counts as its output, whatever its format
 * calls it.
 */
export function comparedText(choices: readonly TextChoice[], context: StepContext): (row: Row) => string {
  if (choices.length === 0)
    return (row) =>
      [...columnsOf(row)]
        .sort()
        .flatMap((name) => textsOf(row, name))
        .join('\n');
  const texts = RowTexts.for(context);
  const roles = chosenRoles(choices);
  const columns = chosenColumns(choices);
  const answerRole = (row: Row): FieldRole => {
    const role = texts.answerRole(row);
    return roles.includes(role) ? 'output' : role;
  };
  return (row) => {
    const found: string[] = [];
    for (const role of roles) found.push(...texts.of(row, role === 'output' ? answerRole(row) : role));
    for (const column of columns) found.push(...textsOf(row, column));
    return found.join('\n');
  };
}
