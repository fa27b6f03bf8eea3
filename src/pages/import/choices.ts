import { FILE_TYPE_TITLES, type Delimiter, type FileTypeId, type ReadSettings } from '../../core/filetypes/settings.ts';

export interface Choice<T extends string = string> {
  readonly value: T;
  readonly label: string;
}

export const fileTypeChoices: readonly Choice<FileTypeId>[] = Object.entries(FILE_TYPE_TITLES).map(
  ([value, label]) => ({
    // The cast: the keys are the ids.
    value: value as FileTypeId,
    label,
  }),
);

export const delimiters: readonly Choice<Delimiter>[] = [
  { value: ',', label: 'Comma ,' },
  { value: ';', label: 'Semicolon ;' },
  { value: '\t', label: 'Tab' },
  { value: '|', label: 'Bar |' },
];

export const longRows: readonly Choice<ReadSettings['longRows']>[] = [
  { value: 'quarantine', label: 'To quarantine' },
  { value: 'extra columns', label: 'Into extra columns' },
];

/** The choice that a native select reports, with its type. */
export function chosen<T extends string>(choices: readonly Choice<T>[], value: string): T {
  const found = choices.find((choice) => choice.value === value);
  if (!found) throw new Error(`no such choice: ${value}`);
  return found.value;
}
