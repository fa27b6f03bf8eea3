import { SEGMENT_ROWS } from '../../core/version/version.ts';
import { BlockReader, readRowText } from './block-reader.ts';
import { inBatches } from '../batches.ts';
import { database } from '../database.ts';
import type { DropRecord } from '../records.ts';
import { writeUnder } from '../stage.ts';

/** Rows that a step dropped for one reason, in list order. */
export interface DropDraft {
  readonly step: number;
  readonly reason: string;
  readonly ids: Uint32Array;
  /** One id for each dropped row, or none at all. */
  readonly keptInstead: Uint32Array;
}

/** Ids that one transaction stores, those kept instead not counted. */
const STORED_AT_ONCE = 1 << 20;

/** Keeps what the steps of a version dropped, in parts of at most SEGMENT_ROWS rows. */
export async function storeDrops(
  owner: Pick<DropRecord, 'versionId' | 'datasetId' | 'stage'>,
  drops: readonly DropDraft[],
): Promise<void> {
  const parts = new Map<number, number>();
  const records: DropRecord[] = [];
  for (const { step, reason, ids, keptInstead } of drops) {
    for (let at = 0; at < ids.length; at += SEGMENT_ROWS) {
      const part = parts.get(step) ?? 0;
      parts.set(step, part + 1);
      const end = at + SEGMENT_ROWS;
      records.push({ ...owner, step, part, reason, ids: ids.slice(at, end), keptInstead: keptInstead.slice(at, end) });
    }
  }
  for (const batch of inBatches(records, ({ ids }) => ids.length, STORED_AT_ONCE)) {
    await writeUnder(owner.stage, database.drops, () => database.drops.bulkAdd(batch));
  }
}

export interface DroppedText {
  readonly reason: string;
  readonly text: string;
  readonly keptInstead: string | null;
}

/** Some of the rows that one step of a version dropped, with the reason. */
export async function readDropped(
  version: { readonly id: string; readonly datasetId: string },
  step: number,
  from: number,
  count: number,
): Promise<DroppedText[]> {
  const records = await database.drops
    .where('[versionId+step+part]')
    .between([version.id, step, 0], [version.id, step, Infinity])
    .toArray();
  const reader = new BlockReader(version.datasetId);
  const textOf = async (id: number): Promise<string> => readRowText(await reader.find(id), id);
  const rows: DroppedText[] = [];
  let skip = from;
  for (const { reason, ids, keptInstead } of records) {
    const start = Math.min(skip, ids.length);
    skip -= start;
    for (let at = start; at < ids.length && rows.length < count; at++) {
      const kept = keptInstead[at];
      rows.push({
        reason,
        text: await textOf(ids[at] ?? 0),
        keptInstead: kept === undefined ? null : await textOf(kept),
      });
    }
  }
  return rows;
}
