import { counted } from '../core/amount.ts';
import { fail, type Result } from '../core/failure.ts';
import { type Mark, MARK_PAGE_ORIGINS, type MarkValues, mergeDictionary } from '../core/mark.ts';
import type { VersionInfo } from '../core/version.ts';
import { commitOnHead, type VersionDraft } from './commit.ts';
import { database } from './database.ts';
import { digestMark, readMark } from './mark-pages.ts';
import { openStage, writeUnder } from './stage.ts';
import { loadVersion } from './versions.ts';

/** Gives some rows a value of a mark, as a version of its own: rows, pages and all other marks are shared. */
export async function setMark(datasetId: string, seq: number, change: MarkValues): Promise<Result<VersionInfo>> {
  const dataset = await database.datasets.get(datasetId);
  if (dataset?.seq !== seq) return fail({ kind: 'head-moved' });
  const { leaves, ...head } = await loadVersion(dataset.headId);
  const before = head.marks.find((mark) => mark.name === change.name);
  const { mark, added } = await paint(before, change);
  const stage = await openStage(datasetId, `Marking of ${dataset.name}`);
  try {
    const records = added.map((page) => ({ ...page, datasetId, stage: stage.id }));
    await writeUnder(stage.id, database.marks, () => database.marks.bulkAdd(records));
    const digest = await digestMark(datasetId, head.pages, mark);
    const marks = [...head.marks.filter(({ name }) => name !== change.name), { ...mark, digest }];
    const draft: VersionDraft = {
      ...head,
      id: crypto.randomUUID(),
      parentId: head.id,
      kind: 'mark',
      title: `Marked ${counted(change.origins.length, 'row')}: ${change.name}`,
      log: [],
      durationMs: 0,
      marks,
      measured: { leaves, bytes: head.byteCount, marks },
    };
    return await commitOnHead(draft, { stage: stage.id });
  } finally {
    await stage.close();
  }
}

interface PaintedMark {
  readonly mark: Omit<Mark, 'digest'>;
  readonly added: readonly { readonly id: string; readonly codes: Uint16Array }[];
}

/** Copies the pages that the change touches and writes the new codes into the copies. */
async function paint(before: Mark | undefined, change: MarkValues): Promise<PaintedMark> {
  const { dictionary, codes } = mergeDictionary(before?.dictionary ?? [], change.dictionary);
  const codeOf = await readMark({ pages: before?.pages ?? [] });
  const touched = new Map<number, Uint16Array>();
  for (const [at, origin] of change.origins.entries()) {
    const index = Math.floor(origin / MARK_PAGE_ORIGINS);
    let page = touched.get(index);
    if (!page) {
      page = Uint16Array.from({ length: MARK_PAGE_ORIGINS }, (_, offset) => codeOf(index * MARK_PAGE_ORIGINS + offset));
      touched.set(index, page);
    }
    page[origin % MARK_PAGE_ORIGINS] = codes[change.values[at] ?? 0] ?? 0;
  }
  const pages = [...(before?.pages ?? [])];
  const added = [...touched].map(([index, page]) => {
    const id = crypto.randomUUID();
    while (pages.length <= index) pages.push(null);
    pages[index] = id;
    return { id, codes: page };
  });
  return { mark: { name: change.name, dictionary, pages }, added };
}
