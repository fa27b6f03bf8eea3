import { HASH_WORDS, LeafBuilder } from '../../core/version/digest.ts';
import type { Mark, UnmeasuredMark } from '../../core/version/mark.ts';
import { digestOfMark, MarkLeafBuilder } from '../../core/version/mark-digest.ts';
import { OriginSet } from '../../core/version/origin-set.ts';
import { countRows, type SegmentDraft, toSlice } from '../../core/version/segments.ts';
import { BlockReader } from '../rows/block-reader.ts';
import { copyHashes, copyOrigins, walkList } from '../rows/list-parts.ts';
import { readMark } from './mark-segments.ts';

/** What a commit needs to know of a list. */
export interface Measured {
  readonly leaves: Uint8Array;
  /** Bytes of the rows as JSON Lines. */
  readonly bytes: number;
  /** Whether several rows descend from one import row. */
  readonly repeats: boolean;
  readonly marks: readonly Mark[];
}

/** Segments whose hashes are read at once: to find a block waits for the database, and the next one need not wait too. */
const SEGMENTS_AT_ONCE = 8;

/** Reads the hashes and origins of a whole list, but none of its rows; digests its marks on the way. */
export async function measureList(
  datasetId: string,
  segments: readonly SegmentDraft[],
  marks: readonly UnmeasuredMark[],
): Promise<Measured> {
  const columns = await Promise.all(marks.map(async (mark) => new MarkColumn(mark, await readMark(mark))));
  const measure = new ListMeasure(columns);
  const reader = new BlockReader(datasetId);
  for (let at = 0; at < segments.length; at += SEGMENTS_AT_ONCE) {
    measure.put(at / SEGMENTS_AT_ONCE, await readMeasured(reader, segments.slice(at, at + SEGMENTS_AT_ONCE)));
  }
  return measure.finish();
}

/** What a list is measured by, of neighbouring rows. */
export interface MeasuredRows {
  /** HASH_WORDS a row. */
  readonly hashes: Uint32Array;
  readonly origins: Uint32Array;
  readonly bytes: number;
}

/** Puts together what is measured of a list in parts. */
export class ListMeasure {
  readonly #leaves = new LeafBuilder();
  readonly #origins = new OriginSet();
  readonly #columns: readonly MarkColumn[];
  /** Parts that came before their turn. */
  readonly #early = new Map<number, MeasuredRows>();
  #next = 0;
  #bytes = 0;

  constructor(columns: readonly MarkColumn[] = []) {
    this.#columns = columns;
  }

  /** `index`: the part's place among all, which may come in any order. */
  put(index: number, part: MeasuredRows): void {
    this.#early.set(index, part);
    for (let rows = this.#early.get(this.#next); rows; rows = this.#early.get(this.#next)) {
      this.#early.delete(this.#next++);
      this.#add(rows);
    }
  }

  #add({ hashes, origins, bytes }: MeasuredRows): void {
    this.#leaves.add(hashes);
    this.#origins.add(origins);
    for (const column of this.#columns) column.add(origins);
    this.#bytes += bytes;
  }

  /** Good once all parts are there. */
  async finish(): Promise<Measured> {
    const marks = await Promise.all(this.#columns.map((column) => column.finish()));
    return { leaves: await this.#leaves.finish(), bytes: this.#bytes, repeats: this.#origins.repeats, marks };
  }
}

/** A mark while its rows go by. */
class MarkColumn {
  readonly #mark: UnmeasuredMark;
  readonly #codeOf: (origin: number) => number;
  readonly #leaves: MarkLeafBuilder;

  constructor(mark: UnmeasuredMark, codeOf: (origin: number) => number) {
    this.#mark = mark;
    this.#codeOf = codeOf;
    this.#leaves = new MarkLeafBuilder(mark.dictionary);
  }

  add(origins: Uint32Array): void {
    for (const origin of origins) this.#leaves.add(this.#codeOf(origin));
  }

  async finish(): Promise<Mark> {
    const { name, dictionary, segments } = this.#mark;
    const leaves = await this.#leaves.finish();
    return { name, dictionary, segments, leaves, digest: await digestOfMark(name, leaves) };
  }
}

/** Reads what some segments are measured by. */
export async function readMeasured(reader: BlockReader, segments: readonly SegmentDraft[]): Promise<MeasuredRows> {
  const count = countRows(segments);
  const hashes = new Uint32Array(count * HASH_WORDS);
  const origins = new Uint32Array(count);
  let first = 0;
  const reads = segments.map((segment) => {
    const from = first;
    first += segment.count;
    return readSegment(reader, segment, { hashes, origins, from });
  });
  const sizes = await Promise.all(reads);
  return { hashes, origins, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

/** Reads one segment into its place, and gives the bytes of its rows. */
async function readSegment(
  reader: BlockReader,
  segment: SegmentDraft,
  { hashes, origins, from }: Pick<MeasuredRows, 'hashes' | 'origins'> & { readonly from: number },
): Promise<number> {
  let rows = from;
  let bytes = 0;
  for await (const { ids, runs } of walkList(reader, [toSlice(segment)])) {
    for (const run of runs) {
      const { block, at, index, count } = run;
      const { offsets } = block.record;
      bytes += (offsets[index + count] ?? 0) - (offsets[index] ?? 0);
      copyOrigins(run, origins, rows + at);
      copyHashes(run, hashes, (rows + at) * HASH_WORDS);
    }
    rows += ids.length;
  }
  return bytes;
}
