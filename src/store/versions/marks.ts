import { counted } from '../../core/amount.ts';
import { fail, ok, type Result } from '../../core/failure.ts';
import { LEAF_ROWS } from '../../core/version/digest.ts';
import type { Mark, MarkValues, UnmeasuredMark } from '../../core/version/mark.ts';
import { digestOfMark, emptyLeavesOf, markLeaf, replaceLeaves } from '../../core/version/mark-digest.ts';
import { joinIds } from '../../core/version/segments.ts';
import { logChange } from '../../core/version/changes.ts';
import type { VersionInfo } from '../../core/version/version.ts';
import { commitOnHead } from './commit.ts';
import { database } from '../database.ts';
import { draftAfter } from './draft.ts';
import { BlockReader } from '../rows/block-reader.ts';
import { readOrigins } from '../rows/list-parts.ts';
import { type NewMarkSegment, paintMark, readMark } from './mark-segments.ts';
import { RowList } from './row-list.ts';
import { type LoadedVersion, loadVersion } from './versions.ts';

/**
 * Gives rows of the head a value of a mark, as a version of its own: rows, segments and all other marks are shared. Costs
 * what it changes: it reads and hashes the leaves of the rows that are named, and stores their segments. Gives the head
 * where the rows have these values already.
 */
export function setMark(datasetId: string, seq: number, change: MarkValues): Promise<Result<VersionInfo>> {
  return setMarks(datasetId, seq, [change]);
}

/** The same for several marks, in one version. Each is named once. */
export async function setMarks(
  datasetId: string,
  seq: number,
  changes: readonly MarkValues[],
): Promise<Result<VersionInfo>> {
  const dataset = await database.datasets.get(datasetId);
  if (dataset?.seq !== seq) return fail({ kind: 'head-moved' });
  const head = await loadVersion(dataset.headId);
  const painted = await Promise.all(changes.map((change) => paintOn(head, change)));
  const made = painted.filter(({ added }) => added.length > 0);
  const [first] = made;
  if (!first) return ok(head);
  const names = made.map(({ measured }) => measured.name);
  const marks = [...head.marks.filter(({ name }) => !names.includes(name)), ...made.map(({ measured }) => measured)];
  const draft = draftAfter(head, {
    kind: 'mark',
    title: `Marked ${counted(first.count, 'row')}: ${names.join(', ')}`,
    log: made.map(({ measured: { name: mark, digest }, count }) =>
      logChange('set-marks', { mark, count, digest }, { rowsIn: head.rowCount }),
    ),
    marks,
    measured: { leaves: head.leaves, bytes: head.byteCount, repeats: head.repeats, marks },
  });
  const segments = made.flatMap(({ added }) => added.map((segment) => ({ ...segment, datasetId, stage: '' })));
  return commitOnHead(draft, { within: () => database.marks.bulkAdd(segments) });
}

async function paintOn(head: LoadedVersion, change: MarkValues) {
  const before = head.marks.find(({ name }) => name === change.name);
  const touched = await readLeafOrigins(head, change.rows);
  const { mark, added } = await paintMark(before, {
    name: change.name,
    dictionary: change.dictionary,
    origins: originsAt(touched, change.rows),
    values: change.values,
  });
  const leaves = before?.leaves ?? (await emptyLeavesOf(head.rowCount));
  const measured = added.length === 0 ? null : await measureMark(mark, added, leaves, touched);
  return { added, count: change.rows.length, measured: measured ?? { ...mark, leaves, digest: '' } };
}

/** The origins of every leaf that may change, by its index: all of them where rows elsewhere may share an origin. */
async function readLeafOrigins(head: LoadedVersion, rows: Uint32Array): Promise<Map<number, Uint32Array>> {
  const list = new RowList(head);
  const reader = new BlockReader(head.datasetId);
  const leafOf = (row: number): number => Math.floor(row / LEAF_ROWS);
  const all = Array.from({ length: Math.ceil(list.count / LEAF_ROWS) }, (_, leaf) => leaf);
  const found = new Map<number, Uint32Array>();
  for (const leaf of head.repeats ? all : new Set(Array.from(rows, leafOf))) {
    found.set(leaf, await readOrigins(reader, list.slices(leaf * LEAF_ROWS, LEAF_ROWS)));
  }
  return found;
}

/** Throws a RangeError where the list has no such row. */
function originsAt(leaves: ReadonlyMap<number, Uint32Array>, rows: Uint32Array): Uint32Array {
  return rows.map((row) => {
    const origin = leaves.get(Math.floor(row / LEAF_ROWS))?.[row % LEAF_ROWS];
    if (origin === undefined) throw new RangeError(`the version has no row ${row}`);
    return origin;
  });
}

/** The mark with its leaves, of which only those that are given here by their origins may be others than before. */
async function measureMark(
  mark: UnmeasuredMark,
  added: readonly NewMarkSegment[],
  before: Uint8Array,
  touched: ReadonlyMap<number, Uint32Array>,
): Promise<Mark> {
  const codeOf = await readMark(mark, joinIds([...touched.values()]), added);
  const changed = new Map<number, Uint8Array>();
  for (const [leaf, origins] of touched) {
    changed.set(leaf, await markLeaf(Uint16Array.from(origins, codeOf), mark.dictionary));
  }
  const leaves = replaceLeaves(before, changed);
  return { ...mark, leaves, digest: await digestOfMark(mark.name, leaves) };
}
