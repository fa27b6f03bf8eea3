import { fail, ok, type Result } from '../../core/failure.ts';
import type { UnmeasuredMark } from '../../core/version/mark.ts';
import type { DatasetInfo, SegmentRef, SourceFile, SourceSpan, VersionInfo } from '../../core/version/version.ts';
import { countRows, type SegmentDraft } from '../../core/version/segments.ts';
import { isSameContent } from '../../core/version/same-content.ts';
import { inBatches } from '../batches.ts';
import { database } from '../database.ts';
import type { ListRecord, SegmentRecord } from '../records.ts';
import { DatasetGoneError } from '../dataset-gone.ts';
import { claimStage, writeUnder } from '../stage.ts';
import { addSpans } from '../rows/origins.ts';
import { digestOf } from '../../core/version/digest.ts';
import { measureList, type Measured } from './measure-list.ts';

/** Everything about a version that its commit can't find out by itself. */
export type VersionDraft = Omit<VersionInfo, 'number' | 'createdAt' | 'digest' | 'rowCount' | 'byteCount'> & {
  readonly segments: readonly SegmentRef[];
  readonly marks: readonly UnmeasuredMark[];
  /** Given where only one leaf or nothing changed; else the whole list is read for it. */
  readonly measured?: Measured;
};

export interface Commit {
  readonly version: VersionInfo;
  /** True where the head had moved meanwhile: the version is kept beside it and shown in History. */
  readonly branched: boolean;
  /** False where the draft was the same as its parent: no version was made, and `version` is the parent. */
  readonly changed: boolean;
}

/** Ids that one transaction stores: 8 MiB, because a long one holds up every other write. */
const STORED_AT_ONCE = 2 << 20;

/** Stores the segments that are new and returns references to all of them. */
export async function storeSegments(
  datasetId: string,
  stage: string,
  drafts: readonly SegmentDraft[],
): Promise<SegmentRef[]> {
  const records: SegmentRecord[] = [];
  const refs = drafts.map((draft): SegmentRef => {
    if (!('ids' in draft)) return draft;
    const id = crypto.randomUUID();
    records.push({ id, datasetId, stage, ids: draft.ids });
    return { segment: id, count: draft.count };
  });
  for (const batch of inBatches(records, ({ ids }) => ids.length, STORED_AT_ONCE)) {
    await writeUnder(stage, database.segments, () => database.segments.bulkAdd(batch));
  }
  return refs;
}

/** Hashes before the transaction opens: awaiting anything but the database inside of it would end it half done. */
async function complete({ segments, marks: unmeasured, measured, ...draft }: VersionDraft): Promise<{
  readonly version: VersionInfo;
  readonly list: ListRecord;
}> {
  const { leaves, bytes, repeats, marks } = measured ?? (await measureList(draft.datasetId, segments, unmeasured));
  const counts = { rowCount: countRows(segments), byteCount: bytes, digest: await digestOf(leaves, marks) };
  return {
    version: { ...draft, ...counts, number: 1, createdAt: Date.now() },
    list: { id: draft.id, datasetId: draft.datasetId, segments, leaves, repeats, marks },
  };
}

/** Makes a dataset and its first version appear, in one strict transaction that also ends the stage. */
export async function commitImport(
  stage: string,
  draft: VersionDraft,
  dataset: { readonly name: string; readonly quarantined: number },
  spans: readonly SourceSpan[],
): Promise<Commit> {
  const { version, list } = await complete(draft);
  const info: DatasetInfo = {
    id: draft.datasetId,
    ...dataset,
    createdAt: version.createdAt,
    changedAt: version.createdAt,
    deletedAt: null,
    headId: version.id,
    seq: 1,
    redo: [],
  };
  const tables = [database.versions, database.lists, database.datasets, database.imports, database.stages];
  await database.transaction('rw', tables, async () => {
    await database.versions.add(version);
    await database.lists.add(list);
    await database.datasets.add(info);
    await addSpans(info.id, { files: draft.sources, spans });
    await claimStage(stage);
  });
  return { version, branched: false, changed: true };
}

/** Thrown inside a commit that must not become a branch. */
export class HeadMovedError extends Error {
  override name = 'HeadMovedError';
}

export interface CommitOptions {
  /** The stage that this commit ends. */
  readonly stage?: string;
  /** What happens where the head moved meanwhile: the version stays as a branch, or a HeadMovedError is thrown. */
  readonly whenMoved?: 'branch' | 'fail';
  /** What came in with this version. */
  readonly added?: {
    readonly files: readonly Pick<SourceFile, 'file' | 'name'>[];
    readonly spans: readonly SourceSpan[];
    readonly quarantined: number;
  };
  /** Runs inside the transaction. May await nothing but the database. */
  readonly within?: () => Promise<unknown>;
}

/**
 * Makes a version appear: rows, version, head and the end of its stage in one strict transaction. The head moves only
 * if it still is the version's parent. A draft that is the same as its parent makes no version, and leaves its stage to be
 * swept.
 */
export async function commitVersion(draft: VersionDraft, options: CommitOptions = {}): Promise<Commit> {
  const { version, list } = await complete(draft);
  const { versions, lists, datasets, stages, blocks, segments, marks, imports } = database;
  const tables = [versions, lists, datasets, stages, blocks, segments, marks, imports];
  return database.transaction('rw', tables, async () => {
    const dataset = await database.datasets.get(draft.datasetId);
    if (!dataset) throw new DatasetGoneError(draft.datasetId);
    const parent = draft.parentId === null ? undefined : await versions.get(draft.parentId);
    if (parent && isRepeat(version, parent)) return { version: parent, branched: false, changed: false };
    const before = await database.versions.where('datasetId').equals(dataset.id).count();
    const numbered = { ...version, number: before + 1 };
    const branched = dataset.headId !== draft.parentId;
    if (branched && options.whenMoved === 'fail') throw new HeadMovedError('the head moved');
    await options.within?.();
    if (options.added) await addSpans(dataset.id, options.added);
    await versions.add(numbered);
    await lists.add(list);
    if (options.stage !== undefined) await claimStage(options.stage);
    const quarantined = dataset.quarantined + (options.added?.quarantined ?? 0);
    await datasets.put({ ...(branched ? dataset : moveOn(dataset, numbered)), quarantined });
    return { version: numbered, branched, changed: true };
  });
}

/** A commit that may not become a branch: `head-moved` where another tab was quicker. Gives the head where nothing changes. */
export async function commitOnHead(
  draft: VersionDraft,
  options: Omit<CommitOptions, 'whenMoved'> = {},
): Promise<Result<VersionInfo>> {
  try {
    return ok((await commitVersion(draft, { ...options, whenMoved: 'fail' })).version);
  } catch (error) {
    if (error instanceof HeadMovedError) return fail({ kind: 'head-moved' });
    throw error;
  }
}

/** A Restore is a change even to the same rows: it goes on from another recipe. */
function isRepeat(version: VersionInfo, parent: VersionInfo): boolean {
  return version.basedOn === undefined && isSameContent(version, parent);
}

function moveOn(dataset: DatasetInfo, head: VersionInfo): DatasetInfo {
  return { ...dataset, headId: head.id, seq: dataset.seq + 1, redo: [], changedAt: head.createdAt };
}
