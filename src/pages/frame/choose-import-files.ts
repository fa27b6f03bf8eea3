import type { Importer } from '../../state/import/importer.svelte.ts';

/** Opens the browser's file chooser from wherever the user is; for a click or a key. */
export function chooseImportFiles(importer: Importer): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.addEventListener('change', () => void importer.choose([...(input.files ?? [])]));
  importer.expect();
  input.click();
}
