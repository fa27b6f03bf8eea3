import { type Mark, MARK_PAGE_ORIGINS, rankCodes } from '../core/mark.ts';
import { type PageDraft, toSlice } from '../core/pages.ts';
import { BlockReader, originOf } from './block-reader.ts';
import { database } from './database.ts';
import { toHex } from '../core/hash/hex.ts';
import { walkList } from './list-parts.ts';

/** The codes of a mark, by origin. */
export type MarkReader = (origin: number) => number;

/** Reads the pages of a mark: 65,536 codes each. */
export async function readMark(mark: Pick<Mark, 'pages'>): Promise<MarkReader> {
  const pages = await Promise.all(mark.pages.map(async (id) => (id === null ? undefined : await readCodes(id))));
  return (origin) => pages[Math.floor(origin / MARK_PAGE_ORIGINS)]?.[origin % MARK_PAGE_ORIGINS] ?? 0;
}

async function readCodes(id: string): Promise<Uint16Array> {
  const page = await database.marks.get(id);
  if (page) return page.codes;
  const lost = new Error(`page ${id} of a mark is not stored`);
  lost.name = 'NotReadableError';
  throw lost;
}

/** The digest of a mark over a list: its name, the values that occur, and the rank of each row's value in list order. */
export async function digestMark(
  datasetId: string,
  pages: readonly PageDraft[],
  mark: Pick<Mark, 'name' | 'dictionary' | 'pages'>,
): Promise<string> {
  const codeOf = await readMark(mark);
  const codes: number[] = [];
  for await (const { ids, owners, blocks } of walkList(new BlockReader(datasetId), pages.map(toSlice))) {
    for (const [at, id] of ids.entries()) {
      const block = blocks[owners[at] ?? 0]?.record;
      codes.push(codeOf(block ? originOf(block, id) : id));
    }
  }
  const used = new Set(codes);
  const ranks = rankCodes(mark.dictionary, used);
  const values = mark.dictionary.filter((_, index) => used.has(index + 1)).sort();
  const head = new TextEncoder().encode(JSON.stringify([mark.name, values]));
  const column = new Uint8Array(Uint16Array.from(codes, (code) => ranks[code] ?? 0).buffer);
  const bytes = new Uint8Array(head.length + column.length);
  bytes.set(head);
  bytes.set(column, head.length);
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}
