import { hashHex } from '../../core/hash/text-hash.ts';
import { logChange } from '../../core/version/changes.ts';
import { fail, ok, type Result } from '../../core/failure.ts';
import { JsonLineChecker } from '../../core/filetypes/jsonl/json-line.ts';
import { countRows, SegmentBuilder } from '../../core/version/segments.ts';
import { toOneLine } from '../../core/row/one-line.ts';
import type { SegmentRef, StepLog, VersionInfo } from '../../core/version/version.ts';
import { cutPair } from '../../core/recipe/example-pair.ts';
import { BlockReader, originOf, readRowText } from '../rows/block-reader.ts';
import { commitOnHead, type VersionDraft } from './commit.ts';
import { database } from '../database.ts';
import type { BlockRecord } from '../records.ts';
import { HASH_WORDS, LEAF_ROWS, replaceLeaf } from '../../core/version/digest.ts';
import { growEditBlock, type EditBlock } from '../rows/edit-block.ts';
import { draftAfter } from './draft.ts';
import { findOrigin } from '../rows/origins.ts';
import { copyHashes, walkList } from '../rows/list-parts.ts';
import { RowList } from './row-list.ts';
import { loadVersion } from './versions.ts';

/**
 * Replaces one row by hand: row, segment, version and head in one transaction. Fails with `head-moved` where the row is
 * no longer what the user saw, with `bad-row` where the text is not JSON. The same text makes no version: it gives the head.
 */
export async function editRow(
  datasetId: string,
  position: number,
  expected: string,
  edited: string,
): Promise<Result<VersionInfo>> {
  const started = performance.now();
  const checker = new JsonLineChecker();
  // Before it becomes one line, which would mend a line end within a string by losing it.
  const wrong = checker.check(edited);
  if (wrong !== null) return fail({ kind: 'bad-row', why: wrong });
  const text = toOneLine(edited);
  const dataset = await database.datasets.get(datasetId);
  if (!dataset) return fail({ kind: 'head-moved' });
  const head = await loadVersion(dataset.headId);
  const list = new RowList(head);
  if (position >= list.count) return fail({ kind: 'head-moved' });
  const id = await list.idAt(position);
  const block = await new BlockReader(datasetId).find(id);
  if ((await readRowText(block, id)) !== expected) return fail({ kind: 'head-moved' });
  if (text === expected) return ok(head);
  const origin = originOf(block, id);
  const grown = await growEditBlock(datasetId, text, origin);
  const { segments, added } = await replaceId(list, position, grown.row);
  const log = await logEdit(head, { position, origin }, expected, text);
  const bytes = head.byteCount + grown.bytes - rowBytes(block, id);
  const draft = draftAfter(head, {
    kind: 'edit',
    title: `Edited row ${position + 1}`,
    log: [log],
    columns: [...new Set([...head.columns, ...checker.columns])],
    durationMs: performance.now() - started,
    segments,
    measured: {
      leaves: await newLeaves(head.leaves, list, { datasetId, position, hash: grown.hash }),
      bytes,
      repeats: head.repeats,
      marks: head.marks,
    },
  });
  return commit(draft, datasetId, added, grown);
}

async function commit(
  draft: VersionDraft,
  datasetId: string,
  added: readonly NewSegment[],
  grown: EditBlock,
): Promise<Result<VersionInfo>> {
  const within = async (): Promise<void> => {
    await grown.store();
    await database.segments.bulkAdd(added.map((segment) => ({ ...segment, datasetId, stage: '' })));
  };
  return commitOnHead(draft, { within });
}

function rowBytes(block: BlockRecord, id: number): number {
  const at = id - block.firstRow;
  return (block.offsets[at + 1] ?? 0) - (block.offsets[at] ?? 0);
}

interface NewSegment {
  readonly id: string;
  readonly ids: Uint32Array;
}

/** The list with one id replaced: only the segment that held it is new, at most SEGMENT_ROWS ids. */
async function replaceId(
  list: RowList,
  position: number,
  id: number,
): Promise<{ segments: SegmentRef[]; added: NewSegment[] }> {
  const index = list.segmentAt(position);
  const start = list.startOf(index);
  const count = list.startOf(index + 1) - start;
  const builder = new SegmentBuilder();
  builder.add(await list.ids(start, position - start));
  builder.add(Uint32Array.of(id));
  builder.add(await list.ids(position + 1, start + count - position - 1));
  const added: NewSegment[] = [];
  const middle = builder.finish().map((draft): SegmentRef => {
    if (!('ids' in draft)) return draft;
    const segment = crypto.randomUUID();
    added.push({ id: segment, ids: draft.ids });
    return { segment, count: draft.count };
  });
  return { segments: [...list.segments.slice(0, index), ...middle, ...list.segments.slice(index + 1)], added };
}

async function newLeaves(
  leaves: Uint8Array,
  list: RowList,
  edited: { readonly datasetId: string; readonly position: number; readonly hash: Uint32Array },
): Promise<Uint8Array> {
  const leaf = Math.floor(edited.position / LEAF_ROWS);
  const slices = list.slices(leaf * LEAF_ROWS, LEAF_ROWS);
  const hashes = new Uint32Array(countRows(slices) * HASH_WORDS);
  let at = 0;
  for await (const { ids, runs } of walkList(new BlockReader(edited.datasetId), slices)) {
    for (const run of runs) copyHashes(run, hashes, at + run.at * HASH_WORDS);
    at += ids.length * HASH_WORDS;
  }
  hashes.set(edited.hash, (edited.position - leaf * LEAF_ROWS) * HASH_WORDS);
  return replaceLeaf(leaves, leaf, hashes);
}

/** Without the text: that is in the version's row. */
async function logEdit(
  { datasetId, rowCount }: VersionInfo,
  row: { readonly position: number; readonly origin: number },
  before: string,
  after: string,
): Promise<StepLog> {
  const source = await findOrigin(datasetId, row.origin);
  const edit = { before: hashHex(before), ...source, position: row.position, after: hashHex(after) };
  return logChange(
    'edit-rows',
    { edits: [edit] },
    { rowsIn: rowCount, changed: 1, examples: [cutPair(before, after)] },
  );
}
