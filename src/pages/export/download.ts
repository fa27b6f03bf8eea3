import { formats } from '../../core/formats/index.ts';
import type { ExportType } from '../../state/export/exporter.svelte.ts';

export const exportTypes: readonly { readonly value: ExportType; readonly label: string }[] = [
  { value: 'jsonl', label: 'JSONL' },
  { value: 'csv', label: 'CSV' },
  { value: 'json', label: 'JSON' },
];

/** Services first, then what most trainers take, then the rest in the order of detection. */
const FIRST = ['agent-platform-sft', 'agent-platform-preference', 'gemini-api', 'openai-chat', 'alpaca', 'sharegpt'];
const AS_STORED = 'stored';

export const formatChoices = [
  { value: AS_STORED, label: 'As it is' },
  ...formats
    .filter(({ readOnly }) => readOnly !== true)
    .sort((one, other) => placeOf(one.id) - placeOf(other.id))
    .map(({ id, title }) => ({ value: id, label: title })),
];

/** The select's value for a format, and back: null leaves rows as they are. */
export function choiceOf(format: string | null): string {
  return format ?? AS_STORED;
}

export function formatOf(choice: string): string | null {
  return choice === AS_STORED ? null : choice;
}

function placeOf(format: string): number {
  const place = FIRST.indexOf(format);
  return place < 0 ? FIRST.length : place;
}

/** A name that every file system takes. */
export function fileNameOf(dataset: string, type: ExportType): string {
  return `${bareName(dataset)}.${type}`;
}

export function backupNameOf(dataset: string): string {
  return `${bareName(dataset)}.lapidary`;
}

function bareName(dataset: string): string {
  const name = dataset
    .replace(/[\p{Cc}\p{Cf}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 100);
  return name === '' ? 'dataset' : name;
}
