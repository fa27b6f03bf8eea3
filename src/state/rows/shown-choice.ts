import type { TextChoice } from '../../core/recipe/step.ts';
import type { FieldRole } from '../../core/formats/format.ts';
import { equalChoices } from '../../core/view/view.ts';

/** The roles of what the columns of conversations show. */
const ROLES: Readonly<Record<string, FieldRole>> = {
  'chat:system': 'system',
  'chat:user': 'input',
  'chat:answer': 'output',
  'chat:chosen': 'chosen',
  'chat:rejected': 'rejected',
};

/** The texts that a column of the table stands for where they are filtered, counted or measured. */
export function choiceOfColumn(id: string): TextChoice {
  const role = ROLES[id];
  return role === undefined ? id : { role };
}

/** The column that shows these texts; null where none does. */
export function columnOfChoice(of: TextChoice, columns: readonly string[]): string | null {
  return columns.find((id) => equalChoices(choiceOfColumn(id), of) || id === of) ?? null;
}
