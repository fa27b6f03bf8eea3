import {
  type Mark,
  MARK_SEGMENT_ORIGINS,
  type MarkCodes,
  mergeDictionary,
  segmentCodes,
  type OriginValues,
  type UnmeasuredMark,
} from '../../core/version/mark.ts';
import { database } from '../database.ts';
import { writeUnder } from '../stage.ts';

/** The codes of a mark, by origin. */
export type MarkReader = (origin: number) => number;

/** A segment of a mark that is not stored yet. */
export interface NewMarkSegment {
  readonly id: string;
  readonly codes: MarkCodes;
}

/** Reads the segments of a mark; with `origins` those alone that hold one of them. `added` are not stored yet. */
export async function readMark(
  { segments }: Pick<Mark, 'segments'>,
  origins?: Uint32Array,
  added: readonly NewMarkSegment[] = [],
): Promise<MarkReader> {
  const known = new Map(added.map(({ id, codes }) => [id, codes]));
  const wanted = origins ? new Set(origins.map(segmentOf)) : null;
  const codes = await Promise.all(
    segments.map(async (id, index) => {
      if (id === null || (wanted && !wanted.has(index))) return undefined;
      return known.get(id) ?? (await readCodes(id));
    }),
  );
  return (origin) => codes[segmentOf(origin)]?.[origin % MARK_SEGMENT_ORIGINS] ?? 0;
}

function segmentOf(origin: number): number {
  return Math.floor(origin / MARK_SEGMENT_ORIGINS);
}

async function readCodes(id: string): Promise<MarkCodes> {
  const segment = await database.marks.get(id);
  if (segment) return segment.codes;
  const lost = new Error(`segment ${id} of a mark is not stored`);
  lost.name = 'NotReadableError';
  throw lost;
}

export interface PaintedMark {
  readonly mark: UnmeasuredMark;
  /** None where every row has its value already. */
  readonly added: readonly NewMarkSegment[];
}

/** A mark with other values: the segments that change are copied, all others are shared. */
export async function paintMark(before: UnmeasuredMark | undefined, change: OriginValues): Promise<PaintedMark> {
  const { dictionary, codes } = mergeDictionary(before?.dictionary ?? [], change.dictionary);
  const segments = [...(before?.segments ?? [])];
  const copies = new Map<number, { readonly codes: MarkCodes; changed: boolean }>();
  for (const index of new Set(change.origins.map(segmentOf))) {
    const id = segments[index];
    const known = id === null || id === undefined ? undefined : await readCodes(id);
    copies.set(index, { codes: segmentCodes(dictionary.length, known), changed: false });
  }
  for (const [at, origin] of change.origins.entries()) {
    const copy = copies.get(segmentOf(origin));
    const code = codes[change.values[at] ?? 0] ?? 0;
    if (!copy || copy.codes[origin % MARK_SEGMENT_ORIGINS] === code) continue;
    copy.codes[origin % MARK_SEGMENT_ORIGINS] = code;
    copy.changed = true;
  }
  const added = [...copies].flatMap(([index, copy]) => {
    if (!copy.changed) return [];
    const id = crypto.randomUUID();
    while (segments.length <= index) segments.push(null);
    segments[index] = id;
    return [{ id, codes: copy.codes }];
  });
  return { mark: { name: change.name, dictionary, segments }, added };
}

/** Marks of a list with other values: the segments that are new are stored under the stage whose commit they belong to. */
export async function storeMarks(
  { datasetId, stage }: { readonly datasetId: string; readonly stage: string },
  before: readonly UnmeasuredMark[],
  changes: readonly OriginValues[],
): Promise<readonly UnmeasuredMark[]> {
  const marks = new Map(before.map((mark): [string, UnmeasuredMark] => [mark.name, mark]));
  for (const change of changes) {
    const { mark, added } = await paintMark(marks.get(change.name), change);
    if (added.length === 0) continue;
    const records = added.map((segment) => ({ ...segment, datasetId, stage }));
    await writeUnder(stage, database.marks, () => database.marks.bulkAdd(records));
    marks.set(mark.name, mark);
  }
  return [...marks.values()];
}
