import { fail, ok, type Result } from '../../core/failure.ts';
import { logChange } from '../../core/version/changes.ts';
import type { DatasetInfo, Meaning, VersionInfo } from '../../core/version/version.ts';
import { commitOnHead } from './commit.ts';
import type { Measured } from './measure-list.ts';
import { draftAfter } from './draft.ts';
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

/**
 * Makes an older version current again: a new version that shares all its segments, and goes on from its recipe. Its parent
 * is the head, so that it can be undone too.
 */
export async function restore(datasetId: string, seq: number, versionId: string): Promise<Result<VersionInfo>> {
  const dataset = await database.datasets.get(datasetId);
  if (dataset?.seq !== seq) return fail({ kind: 'head-moved' });
  const source = await loadVersion(versionId);
  if (source.id === dataset.headId) return ok(source);
  const change = { kind: 'restore', title: `Restored version ${source.number}`, log: [], basedOn: source.id } as const;
  return commitOnHead(draftAfter(source, { ...change, parentId: dataset.headId, measured: measuredOf(source) }));
}

/** Says what the rows mean, as a version of its own; `title` says it in words. Gives the head where they mean it already. */
export async function setMeaning(
  datasetId: string,
  seq: number,
  { mapping, format }: Meaning,
  title: string,
): Promise<Result<VersionInfo>> {
  const dataset = await database.datasets.get(datasetId);
  if (dataset?.seq !== seq) return fail({ kind: 'head-moved' });
  const head = await loadVersion(dataset.headId);
  const log = [logChange('set-mapping', { mapping, format }, { rowsIn: head.rowCount })];
  const change = { kind: 'mapping', title, log, mapping, format } as const;
  return commitOnHead(draftAfter(head, { ...change, measured: measuredOf(head) }));
}

/** Of a version with the same rows and marks nothing has to be measured. */
function measuredOf({ leaves, byteCount: bytes, repeats, marks }: LoadedVersion): Measured {
  return { leaves, bytes, repeats, marks };
}
