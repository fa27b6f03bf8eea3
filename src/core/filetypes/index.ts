import { csvType } from './csv/csv-type.ts';
import type { FileType, LinesType, TextType, WholeType } from './file-type.ts';
import { jsonType } from './json/json-type.ts';
import { jsonLinesType } from './jsonl/json-lines-type.ts';
import { parquetType } from './parquet/parquet-type.ts';
import type { FileTypeId } from './settings.ts';
import { whatsAppType } from './whatsapp/whatsapp-type.ts';
import { xlsxType } from './xlsx/xlsx-type.ts';

export type ReadAsText = TextType | LinesType;

/** Every type of text, in the order in which a file's head is tried on them; a table is what is left. */
export const textTypes: readonly ReadAsText[] = [jsonLinesType, jsonType, whatsAppType, csvType];

/** Every type that its first bytes tell. */
const wholeTypes: readonly WholeType[] = [parquetType, xlsxType];

/** Throws for an id that is not one of this program's. */
export function findFileType(id: FileTypeId): FileType {
  const type = [...textTypes, ...wholeTypes].find((each) => each.id === id);
  if (!type) throw new Error(`file type ${id} is not one of this program`);
  return type;
}

/** The same of a type of text. */
export function findTextType(id: FileTypeId): ReadAsText {
  const type = findFileType(id);
  if (type.kind === 'whole') throw new Error(`file type ${id} is no text`);
  return type;
}

/** The type that a file's first bytes tell; undefined of a text, and of what is refused. */
export function findWholeType(head: Uint8Array): WholeType | undefined {
  return wholeTypes.find((type) => type.isAt(head));
}
