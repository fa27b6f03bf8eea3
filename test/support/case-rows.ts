import { previewHead } from '../../src/core/filetypes/preview.ts';
import type { FilePreview, ReadSettings } from '../../src/core/filetypes/settings.ts';
import type { SharedFiles } from './real-files.ts';

/** What an import finds in one of the small files of `../shared/cases`, all of its rows included. */
export function readCase(files: SharedFiles, name: string, wanted: Partial<ReadSettings> = {}): FilePreview {
  const bytes = files.bytes(name);
  const found = previewHead(bytes, { name, bytes: bytes.length, complete: true }, wanted);
  if (!found.ok || !found.value.complete) throw new Error(`${name} was not read: ${JSON.stringify(found)}`);
  return found.value;
}
