import type { Delimiter, FileTypeId, ReadSettings } from '../../core/filetypes/settings.ts';

export interface Choice<T extends string = string> {
  readonly value: T;
  readonly label: string;
}

export const fileTypes: readonly Choice<FileTypeId>[] = [
  { value: 'jsonl', label: 'JSONL' },
  { value: 'csv', label: 'CSV' },
];

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

export const formats: readonly Choice[] = [{ value: 'columns', label: 'Columns as they are' }];

/** Those that are met in practice; every label is one that TextDecoder knows. */
export const encodings: readonly Choice[] = [
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'utf-16le', label: 'UTF-16 LE' },
  { value: 'utf-16be', label: 'UTF-16 BE' },
  { value: 'windows-1252', label: 'Western (Windows-1252)' },
  { value: 'iso-8859-2', label: 'Central European (ISO 8859-2)' },
  { value: 'windows-1251', label: 'Cyrillic (Windows-1251)' },
  { value: 'gb18030', label: 'Chinese (GB 18030)' },
  { value: 'big5', label: 'Chinese (Big5)' },
  { value: 'shift_jis', label: 'Japanese (Shift JIS)' },
  { value: 'euc-kr', label: 'Korean (EUC-KR)' },
];

/** The choice that a native select reports, with its type. */
export function chosen<T extends string>(choices: readonly Choice<T>[], value: string): T {
  const found = choices.find((choice) => choice.value === value);
  if (!found) throw new Error(`no such choice: ${value}`);
  return found.value;
}
