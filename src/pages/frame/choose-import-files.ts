import type { Destination } from '../../state/import/import-draft.svelte.ts';
import type { Importer } from '../../state/import/importer.svelte.ts';

/** Opens the browser's file chooser from wherever the user is, for a click or a key: for a new dataset, or more rows of one. */
export function chooseImportFiles(importer: Importer, into: Destination | null = null): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.addEventListener('change', () => void importer.choose([...(input.files ?? [])], into));
  importer.near();
  input.click();
}
