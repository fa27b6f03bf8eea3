import { digestOfMark } from '../../core/version/digest.ts';
import { type Mark, MARK_SEGMENT_ORIGINS } from '../../core/version/mark.ts';
import { type SegmentDraft, toSlice } from '../../core/version/segments.ts';
import { BlockReader, originOf } from '../rows/block-reader.ts';
import { database } from '../database.ts';
import { walkList } from '../rows/list-parts.ts';

/** The codes of a mark, by origin. */
export type MarkReader = (origin: number) => number;

/** Reads the segments of a mark: 65,536 codes each. */
export async function readMark(mark: Pick<Mark, 'segments'>): Promise<MarkReader> {
  const segments = await Promise.all(mark.segments.map(async (id) => (id === null ? undefined : await readCodes(id))));
  return (origin) => segments[Math.floor(origin / MARK_SEGMENT_ORIGINS)]?.[origin % MARK_SEGMENT_ORIGINS] ?? 0;
}

async function readCodes(id: string): Promise<Uint16Array> {
  const segment = await database.marks.get(id);
  if (segment) return segment.codes;
  const lost = new Error(`segment ${id} of a mark is not stored`);
  lost.name = 'NotReadableError';
  throw lost;
}

/** The digest of a mark over a list of rows. */
export async function digestMark(
  datasetId: string,
  segments: readonly SegmentDraft[],
  mark: Pick<Mark, 'name' | 'dictionary' | 'segments'>,
): Promise<string> {
  const codeOf = await readMark(mark);
  const codes: number[] = [];
  for await (const { ids, owners, blocks } of walkList(new BlockReader(datasetId), segments.map(toSlice))) {
    for (const [at, id] of ids.entries()) {
      const block = blocks[owners[at] ?? 0]?.record;
      codes.push(codeOf(block ? originOf(block, id) : id));
    }
  }
  return digestOfMark(mark, codes);
}
