import { csvType } from './csv/csv-type.ts';
import type { FileType } from './file-type.ts';
import { jsonType } from './json/json-type.ts';
import { jsonLinesType } from './jsonl/json-lines-type.ts';
import type { FileTypeId } from './settings.ts';

/** Every type of file that can be read, in the order in which a file's head is tried on them; a table is what is left. */
export const fileTypes: readonly FileType[] = [jsonLinesType, jsonType, csvType];

/** Throws for an id that is not one of `fileTypes`. */
export function findFileType(id: FileTypeId): FileType {
  const type = fileTypes.find((each) => each.id === id);
  if (!type) throw new Error(`file type ${id} is not one of this program`);
  return type;
}
