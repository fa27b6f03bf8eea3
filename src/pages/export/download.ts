import type { ExportType } from '../../state/export/exporter.svelte.ts';
import { bareName } from '../../words/bare-name.ts';

export const exportTypes: readonly { readonly value: ExportType; readonly label: string }[] = [
  { value: 'jsonl', label: 'JSONL' },
  { value: 'csv', label: 'CSV' },
  { value: 'json', label: 'JSON' },
  { value: 'parquet', label: 'Parquet' },
];

/** How the formats that most people take are called in a file's name; the others by their id. */
const SHORT: Readonly<Record<string, string>> = {
  'agent-platform-sft': 'gemini-sft',
  'agent-platform-preference': 'gemini-preference',
  'agent-platform-reinforcement': 'gemini-reinforcement',
};

/** What a file is called before its ending: the dataset's name, and the format that its rows are converted to. */
export function fileStemOf(dataset: string, format: string | null): string {
  return format === null ? bareName(dataset) : `${bareName(dataset)}.${SHORT[format] ?? format}`;
}

/** A name that every file system takes, with the ending of its type. `part` tells files of one download apart. */
export function fileNameOf(stem: string, type: ExportType, part = ''): string {
  const bare = bareName(stem);
  return `${bareName(part === '' ? bare : `${bare}.${part}`)}.${type}`;
}

export function backupNameOf(dataset: string): string {
  return `${bareName(dataset)}.lapidary`;
}
