import { type Analysis, analysisContext } from '../../core/analyses/analysis.ts';
import type { Meaning } from '../../core/version/version.ts';
import { database } from '../database.ts';
import { BlockReader } from '../rows/block-reader.ts';
import { passRows } from '../rows/pass-rows.ts';
import type { AnalysisRecord, BlockRecord } from '../records.ts';
import { analysisName } from './analysis-name.ts';

/** A few hundredths of a second, for all analyses together. */
const ROWS_AT_ONCE = 512;

/** What rows mean, and whose they are. */
type AnalysedRows = Meaning & { readonly datasetId: string };

/** Words of one block that are being made. */
interface Draft {
  readonly analysis: Analysis;
  readonly of: string;
  /** Rows that have words already: a hand-edit block grows at its end, and nothing else of a block ever changes. */
  readonly from: number;
  readonly words: Uint32Array;
}

/**
 * Makes the words of some analyses for blocks that lack them, named by their first rows, and stores them; each row is read
 * once for all of them. Returns how many rows were read. A block that is gone meanwhile is left out.
 *
 * Needs no stage: a tab that dies loses words that are made again when they are next asked for. But they must never outlive
 * their block, so they are stored only where it is there, in one transaction; and whoever deletes blocks deletes their
 * words afterwards, once no more can come.
 *
 * `pause` is asked between some hundred rows, and ends it by saying true: what was made of the block at hand is lost then.
 */
export async function makeAnalyses(
  rows: AnalysedRows,
  analyses: readonly Analysis[],
  blocks: readonly Pick<BlockRecord, 'firstRow'>[],
  pause: () => Promise<boolean> = () => Promise.resolve(false),
): Promise<number> {
  const reader = new BlockReader(rows.datasetId);
  const context = analysisContext(rows);
  let read = 0;
  for (const { firstRow } of blocks) {
    const block = await database.blocks.get([rows.datasetId, firstRow]);
    if (!block) continue;
    const drafts = await Promise.all(analyses.map((analysis) => openDraft(rows, analysis, block)));
    const open = drafts.filter(({ from }) => from < block.count);
    const first = Math.min(...open.map(({ from }) => from), block.count);
    const left = { first: firstRow + first, count: block.count - first };
    if (left.count === 0) continue;
    for await (const part of passRows(reader, [left])) {
      for (let at = 0; at < part.count; at += ROWS_AT_ONCE) {
        if (await pause()) return read;
        part.each(
          (row, id) => {
            const index = id - firstRow;
            for (const { analysis, from, words } of open) {
              if (index >= from) analysis.read(row, context, words, index * analysis.words);
            }
          },
          at,
          Math.min(part.count, at + ROWS_AT_ONCE),
        );
      }
    }
    await store(block, open);
    read += left.count;
  }
  return read;
}

async function openDraft(rows: AnalysedRows, analysis: Analysis, block: BlockRecord): Promise<Draft> {
  const of = analysisName(analysis, rows);
  const before = await recordsOf(block, of).last();
  const words = new Uint32Array(block.count * analysis.words);
  // Another tab may have seen the block grow already.
  const from = Math.min(before?.count ?? 0, block.count);
  if (before) words.set(before.words.subarray(0, words.length));
  return { analysis, of, from, words };
}

/** Replaces what a shorter block had. */
async function store({ datasetId, firstRow, count, stage }: BlockRecord, drafts: readonly Draft[]): Promise<void> {
  await database.transaction('rw', database.analyses, database.blocks, async () => {
    const isThere = (await database.blocks.where('[datasetId+firstRow]').equals([datasetId, firstRow]).count()) > 0;
    if (!isThere) return;
    for (const { of, words } of drafts) {
      const shorter = await recordsOf({ datasetId, firstRow }, of).primaryKeys();
      await database.analyses.bulkDelete(shorter.filter(([, , , rows]) => rows < count));
      const record: AnalysisRecord = { datasetId, of, firstRow, count, stage, words };
      await database.analyses.put(record);
    }
  });
}

function recordsOf({ datasetId, firstRow }: Pick<BlockRecord, 'datasetId' | 'firstRow'>, of: string) {
  return database.analyses
    .where('[datasetId+of+firstRow+count]')
    .between([datasetId, of, firstRow, 0], [datasetId, of, firstRow, Infinity]);
}
