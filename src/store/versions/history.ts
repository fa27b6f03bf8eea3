import { fail, ok, type Result } from '../../core/failure.ts';
import type { DatasetInfo, Meaning, VersionInfo } from '../../core/version/version.ts';
import { commitOnHead } from './commit.ts';
import { database } from '../database.ts';
import { getVersion, loadVersion, type LoadedVersion } from './versions.ts';

type Move = (dataset: DatasetInfo) => Promise<Pick<DatasetInfo, 'headId' | 'redo'> | undefined>;

/** Moves a dataset's head if `seq` still is what the caller saw. */
async function moveHead(datasetId: string, seq: number, move: Move): Promise<Result<VersionInfo>> {
  const head = await database.transaction('rw', database.datasets, database.versions, async () => {
    const dataset = await database.datasets.get(datasetId);
    if (dataset?.seq !== seq) return undefined;
    const moved = await move(dataset);
    if (!moved) return undefined;
    await database.datasets.put({ ...dataset, ...moved, seq: seq + 1, changedAt: Date.now() });
    return moved.headId;
  });
  const version = head === undefined ? undefined : await getVersion(head);
  return version ? ok(version) : fail({ kind: 'head-moved' });
}

/** Goes back to the head's parent. */
export function undo(datasetId: string, seq: number): Promise<Result<VersionInfo>> {
  return moveHead(datasetId, seq, async ({ headId, redo }) => {
    const parentId = (await database.versions.get(headId))?.parentId;
    return parentId ? { headId: parentId, redo: [...redo, headId] } : undefined;
  });
}

/** Goes forward to the version that the last undo left. */
export function redo(datasetId: string, seq: number): Promise<Result<VersionInfo>> {
  return moveHead(datasetId, seq, ({ redo }) => {
    const headId = redo.at(-1);
    return Promise.resolve(headId === undefined ? undefined : { headId, redo: redo.slice(0, -1) });
  });
}

/** Makes an older version current again: a new version that shares all its segments, so that it can be undone too. */
export async function restore(datasetId: string, seq: number, versionId: string): Promise<Result<VersionInfo>> {
  const source = await loadVersion(versionId);
  return restate(datasetId, seq, source, { kind: 'restore', title: `Restored version ${source.number}` });
}

/** Says what the rows mean, as a version of its own; `title` says it in words. */
export async function setMeaning(
  datasetId: string,
  seq: number,
  { mapping, format }: Meaning,
  title: string,
): Promise<Result<VersionInfo>> {
  const dataset = await database.datasets.get(datasetId);
  if (!dataset) return fail({ kind: 'head-moved' });
  return restate(datasetId, seq, await loadVersion(dataset.headId), { kind: 'mapping', title, mapping, format });
}

/** A version on top of the head that has the rows of `source`. */
async function restate(
  datasetId: string,
  seq: number,
  { leaves, ...source }: LoadedVersion,
  change: Pick<VersionInfo, 'kind' | 'title'> & Partial<Meaning>,
): Promise<Result<VersionInfo>> {
  const dataset = await database.datasets.get(datasetId);
  if (dataset?.seq !== seq) return fail({ kind: 'head-moved' });
  return commitOnHead({
    ...source,
    ...change,
    id: crypto.randomUUID(),
    parentId: dataset.headId,
    log: [],
    durationMs: 0,
    measured: { leaves, bytes: source.byteCount, marks: source.marks },
  });
}
