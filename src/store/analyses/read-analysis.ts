import type { Analysis } from '../../core/analyses/analysis.ts';
import { database } from '../database.ts';
import { RowList, sliceIds } from '../versions/row-list.ts';
import type { LoadedVersion } from '../versions/versions.ts';
import { analysisName } from './analysis-name.ts';
import { StoredBlocks } from './stored-blocks.ts';

/** A version as far as its analyses are concerned. */
export type AnalysedVersion = Pick<LoadedVersion, 'datasetId' | 'mapping' | 'format' | 'segments'>;

/** A block of whose rows some have no words. */
export interface MissingBlock {
  readonly firstRow: number;
  /** How many of its rows are to be read, or a few more: a version need not have the last ones. */
  readonly rows: number;
}

/**
 * The blocks that hold rows of a version of which some of these analyses have no words yet, in the order of their first rows.
 * Reads keys and lists of row ids, no rows and no words.
 */
export async function missingBlocks(version: AnalysedVersion, analyses: readonly Analysis[]): Promise<MissingBlock[]> {
  const blocks = await StoredBlocks.of(version.datasetId);
  const needed = new Map<number, number>();
  for (const slice of new RowList(version).slices(0, Infinity)) {
    for (const [firstRow, rows] of blocks.neededOf(await sliceIds(slice))) {
      needed.set(firstRow, Math.max(needed.get(firstRow) ?? 0, rows));
    }
  }
  const missing = new Map<number, number>();
  for (const analysis of analyses) {
    const stored = await storedCounts(version, analysis);
    for (const [firstRow, rows] of needed) {
      const left = rows - (stored.get(firstRow) ?? 0);
      if (left > 0) missing.set(firstRow, Math.max(missing.get(firstRow) ?? 0, left));
    }
  }
  return ascending(missing.keys()).map((firstRow) => ({ firstRow, rows: missing.get(firstRow) ?? 0 }));
}

/**
 * The words of an analysis for `count` rows of a version from position `from` on, in list order, cut at the end of the list.
 * `missing`: blocks of which they are not stored, by their first rows; the words of their rows are zeros.
 */
export async function readWords(
  version: AnalysedVersion,
  analysis: Analysis,
  from: number,
  count: number,
): Promise<{ readonly words: Uint32Array; readonly missing: readonly number[] }> {
  const width = analysis.words;
  const slices = new RowList(version).slices(from, count);
  const words = new Uint32Array(slices.reduce((sum, slice) => sum + slice.count, 0) * width);
  const blocks = await StoredBlocks.of(version.datasetId);
  const stored = new StoredWords(version, analysis, await storedCounts(version, analysis));
  let at = 0;
  for (const slice of slices) {
    const ids = await sliceIds(slice);
    await stored.load(blocks.neededOf(ids));
    let [firstRow, end] = [0, 0];
    let block: Uint32Array | undefined;
    for (const id of ids) {
      if (id < firstRow || id >= end) {
        ({ firstRow, end } = blocks.around(id));
        block = stored.of(firstRow);
      }
      const source = (id - firstRow) * width;
      // A loop: rows have few words, and a call for each of a million rows costs more than it copies.
      if (block) for (let word = 0; word < width; word++) words[at + word] = block[source + word] ?? 0;
      at += width;
    }
  }
  return { words, missing: ascending(stored.missing) };
}

function ascending(firstRows: Iterable<number>): number[] {
  return [...firstRows].sort((one, other) => one - other);
}

/** How many rows of each block have words, by the block's first row. */
async function storedCounts(version: AnalysedVersion, analysis: Analysis): Promise<ReadonlyMap<number, number>> {
  const owner = [version.datasetId, analysisName(analysis, version)] as const;
  const keys = await database.analyses
    .where('[datasetId+of+firstRow+count]')
    .between([...owner, 0, 0], [...owner, Infinity, Infinity])
    .primaryKeys();
  // In the order of the keys: of two records of one block the longer one comes last.
  return new Map(keys.map(([, , firstRow, count]) => [firstRow, count]));
}

/** The words of blocks, each read once. */
class StoredWords {
  readonly #owner: readonly [string, string];
  readonly #counts: ReadonlyMap<number, number>;
  readonly #read = new Map<number, Uint32Array>();
  readonly missing = new Set<number>();

  constructor(version: AnalysedVersion, analysis: Analysis, counts: ReadonlyMap<number, number>) {
    this.#owner = [version.datasetId, analysisName(analysis, version)];
    this.#counts = counts;
  }

  /** Reads the words of blocks of which this many rows are needed. Those that have fewer, or were just removed, are missing. */
  async load(needed: ReadonlyMap<number, number>): Promise<void> {
    const wanted: [string, string, number, number][] = [];
    for (const [firstRow, rows] of needed) {
      const count = this.#counts.get(firstRow) ?? 0;
      if (count < rows) this.missing.add(firstRow);
      else if (!this.#read.has(firstRow)) wanted.push([...this.#owner, firstRow, count]);
    }
    const records = await database.analyses.bulkGet(wanted);
    for (const [index, [, , firstRow]] of wanted.entries()) {
      const record = records[index];
      if (record) this.#read.set(firstRow, record.words);
      else this.missing.add(firstRow);
    }
  }

  of(firstRow: number): Uint32Array | undefined {
    return this.missing.has(firstRow) ? undefined : this.#read.get(firstRow);
  }
}
