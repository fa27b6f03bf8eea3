import { counted } from '../../core/amount.ts';
import { fail, ok, type Result } from '../../core/failure.ts';
import { type Mark, MARK_SEGMENT_ORIGINS, type MarkValues, mergeDictionary } from '../../core/version/mark.ts';
import { logChange } from '../../core/version/changes.ts';
import type { VersionInfo } from '../../core/version/version.ts';
import { commitOnHead } from './commit.ts';
import { database } from '../database.ts';
import { draftAfter } from './draft.ts';
import { digestMark, readMark } from './mark-segments.ts';
import { openStage, writeUnder } from '../stage.ts';
import { loadVersion } from './versions.ts';

/**
 * Gives some rows a value of a mark, as a version of its own: rows, segments and all other marks are shared. Gives the head
 * where the rows have these values already.
 */
export async function setMark(datasetId: string, seq: number, change: MarkValues): Promise<Result<VersionInfo>> {
  const dataset = await database.datasets.get(datasetId);
  if (dataset?.seq !== seq) return fail({ kind: 'head-moved' });
  const head = await loadVersion(dataset.headId);
  const before = head.marks.find((mark) => mark.name === change.name);
  const { mark, added, changed } = await paint(before, change);
  if (changed === 0) return ok(head);
  const stage = await openStage(datasetId, `Marking of ${dataset.name}`);
  try {
    const records = added.map((segment) => ({ ...segment, datasetId, stage: stage.id }));
    await writeUnder(stage.id, database.marks, () => database.marks.bulkAdd(records));
    const digest = await digestMark(datasetId, head.segments, mark);
    const marks = [...head.marks.filter(({ name }) => name !== change.name), { ...mark, digest }];
    const params = { mark: change.name, count: changed, digest };
    const draft = draftAfter(head, {
      kind: 'mark',
      title: `Marked ${counted(changed, 'row')}: ${change.name}`,
      log: [logChange('set-marks', params, { rowsIn: head.rowCount })],
      marks,
      measured: { leaves: head.leaves, bytes: head.byteCount, marks },
    });
    return await commitOnHead(draft, { stage: stage.id });
  } finally {
    await stage.close();
  }
}

interface PaintedMark {
  readonly mark: Omit<Mark, 'digest'>;
  readonly added: readonly { readonly id: string; readonly codes: Uint16Array }[];
  /** Origins whose value is another one now. */
  readonly changed: number;
}

/** Copies the segments that the change touches and writes the new codes into the copies. */
async function paint(before: Mark | undefined, change: MarkValues): Promise<PaintedMark> {
  const { dictionary, codes } = mergeDictionary(before?.dictionary ?? [], change.dictionary);
  const codeOf = await readMark({ segments: before?.segments ?? [] });
  const touched = new Map<number, Uint16Array>();
  let changed = 0;
  for (const [at, origin] of change.origins.entries()) {
    const index = Math.floor(origin / MARK_SEGMENT_ORIGINS);
    const segment =
      touched.get(index) ??
      Uint16Array.from({ length: MARK_SEGMENT_ORIGINS }, (_, offset) => codeOf(index * MARK_SEGMENT_ORIGINS + offset));
    const code = codes[change.values[at] ?? 0] ?? 0;
    if (segment[origin % MARK_SEGMENT_ORIGINS] === code) continue;
    segment[origin % MARK_SEGMENT_ORIGINS] = code;
    touched.set(index, segment);
    changed++;
  }
  const segments = [...(before?.segments ?? [])];
  const added = [...touched].map(([index, segment]) => {
    const id = crypto.randomUUID();
    while (segments.length <= index) segments.push(null);
    segments[index] = id;
    return { id, codes: segment };
  });
  return { mark: { name: change.name, dictionary, segments }, added, changed };
}
