import { formats } from '../../core/formats/index.ts';

const COLUMNS = { value: 'columns', label: 'Plain columns (no format)' };

/** Every format that rows may be read in, columns first. */
export const formatChoices = [COLUMNS, ...formats.map(({ id, title }) => ({ value: id, label: title }))];

/** The formats that services and trainers take, for a look at a row in them. */
export const writtenFormats = formats
  .filter(({ readOnly }) => readOnly !== true)
  .map(({ id, title }) => ({ value: id, label: title }));

/** The select's value for a format, and back: `undefined` stands for columns. */
export function choiceOf(format: string | undefined): string {
  return format ?? COLUMNS.value;
}

export function formatOf(choice: string): string | undefined {
  return choice === COLUMNS.value ? undefined : choice;
}
