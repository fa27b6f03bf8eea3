import {
  FILE_TYPE_TITLES,
  type Delimiter,
  type FileTypeId,
  type QuoteEscape,
  type QuoteMark,
  type ReadSettings,
} from '../../core/filetypes/settings.ts';

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
  { value: '', label: 'None: one column' },
  { value: ', ', label: 'Comma and spaces' },
  { value: ' +', label: 'Spaces' },
  { value: '  ', label: 'Two spaces or more' },
  { value: ' ', label: 'Each space' },
  { value: '^', label: 'Caret ^' },
  { value: '~', label: 'Tilde ~' },
  { value: '#', label: 'Number sign #' },
];

export const quotes: readonly Choice<QuoteMark>[] = [
  { value: '"', label: 'Quotes "' },
  { value: "'", label: "Apostrophes '" },
  { value: '', label: 'None: all is text' },
];

export const escapes: readonly Choice<QuoteEscape>[] = [
  { value: 'double', label: 'Doubled' },
  { value: 'backslash', label: 'Behind a backslash' },
];

/** What lines begin with that are no rows. */
export const comments: readonly Choice[] = [
  { value: '', label: 'None' },
  { value: '#', label: '# …' },
  { value: '%', label: '% …' },
  { value: '//', label: '// …' },
];

export const longRows: readonly Choice<ReadSettings['longRows']>[] = [
  { value: 'quarantine', label: 'Set aside in Quarantine' },
  { value: 'extra columns', label: 'Keep in extra columns' },
];

/** The choice that a native select reports, with its type. */
export function chosen<T extends string>(choices: readonly Choice<T>[], value: string): T {
  const found = choices.find((choice) => choice.value === value);
  if (!found) throw new Error(`no such choice: ${value}`);
  return found.value;
}
