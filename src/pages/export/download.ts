import type { ExportType } from '../../state/exporter.svelte.ts';

export const exportTypes: readonly { readonly value: ExportType; readonly label: string }[] = [
  { value: 'jsonl', label: 'JSONL' },
  { value: 'csv', label: 'CSV' },
  { value: 'json', label: 'JSON' },
];

export const formats = [{ value: 'stored', label: 'As stored' }];

/** The browser reads the Blob while it saves; a large one takes a while. */
const REVOKE_AFTER_MS = 120_000;

/** A name that every file system takes. */
export function fileNameOf(dataset: string, type: ExportType): string {
  const name = dataset
    .replace(/[\p{Cc}\p{Cf}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 100);
  return `${name === '' ? 'dataset' : name}.${type}`;
}

/** An ordinary download of the browser's. */
export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, REVOKE_AFTER_MS);
}
