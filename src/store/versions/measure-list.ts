import { HASH_WORDS, LeafBuilder } from '../../core/version/digest.ts';
import type { Mark, UnmeasuredMark } from '../../core/version/mark.ts';
import { digestOfMark, MarkLeafBuilder } from '../../core/version/mark-digest.ts';
import { OriginSet } from '../../core/version/origin-set.ts';
import { type SegmentDraft, toSlice } from '../../core/version/segments.ts';
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
  const reader = new BlockReader(datasetId, 2 * SEGMENTS_AT_ONCE);
  const leaves = new LeafBuilder();
  const origins = new OriginSet();
  const columns = await Promise.all(marks.map(async (mark) => new MarkColumn(mark, await readMark(mark))));
  let bytes = 0;
  for (let at = 0; at < segments.length; at += SEGMENTS_AT_ONCE) {
    const group = segments.slice(at, at + SEGMENTS_AT_ONCE);
    for (const segment of await Promise.all(group.map((each) => readHashes(reader, each)))) {
      leaves.add(segment.hashes);
      origins.add(segment.origins);
      for (const column of columns) column.add(segment.origins);
      bytes += segment.bytes;
    }
  }
  const measured = await Promise.all(columns.map((column) => column.finish()));
  return { leaves: await leaves.finish(), bytes, repeats: origins.repeats, marks: measured };
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

interface SegmentHashes {
  readonly hashes: Uint32Array;
  readonly origins: Uint32Array;
  readonly bytes: number;
}

async function readHashes(reader: BlockReader, segment: SegmentDraft): Promise<SegmentHashes> {
  const hashes = new Uint32Array(segment.count * HASH_WORDS);
  const origins = new Uint32Array(segment.count);
  let rows = 0;
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
  return { hashes, origins, bytes };
}
