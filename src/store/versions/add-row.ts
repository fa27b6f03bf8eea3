import { BlockBuilder, type BlockDraft } from '../../core/row/block-builder.ts';
import { fail, type Result } from '../../core/failure.ts';
import { hashHex } from '../../core/hash/text-hash.ts';
import { JsonLineChecker } from '../../core/filetypes/jsonl/json-line.ts';
import { toOneLine } from '../../core/row/one-line.ts';
import { freeNames, logChange } from '../../core/version/changes.ts';
import { namesIn, recipeOf } from '../../core/version/lineage.ts';
import type { VersionInfo } from '../../core/version/version.ts';
import { commitOnHead } from './commit.ts';
import { database } from '../database.ts';
import { reserveFiles } from '../rows/origins.ts';
import { ImportWriter } from '../rows/row-writer.ts';
import { openStage } from '../stage.ts';
import { draftAfter } from './draft.ts';
import { listVersions, loadVersion } from './versions.ts';

/** What a row that was added says in place of its file. */
const ADDED_BY_HAND = 'rows added by hand';

/**
 * Adds a row at the end of a dataset, as a version of its own; `title` says where it came from. Fails with `bad-row` where
 * the text is not JSON, with `head-moved` where another tab was quicker.
 */
export async function addRow(datasetId: string, json: string, title: string): Promise<Result<VersionInfo>> {
  const started = performance.now();
  const checker = new JsonLineChecker();
  const wrong = checker.check(json);
  if (wrong !== null) return fail({ kind: 'bad-row', why: wrong });
  const dataset = await database.datasets.get(datasetId);
  if (!dataset) return fail({ kind: 'dataset-gone' });
  const head = await loadVersion(dataset.headId);
  const stage = await openStage(datasetId, title);
  try {
    const text = toOneLine(json);
    const spans = await new ImportWriter(datasetId, stage.id).write(oneBlock(text));
    const recipe = recipeOf(await listVersions(datasetId), head.id);
    const [name = ADDED_BY_HAND] = freeNames(namesIn(recipe), [ADDED_BY_HAND]);
    const file = await reserveFiles(datasetId, 1);
    const added = { files: [{ file, name }], spans: spans.map((span) => ({ ...span, file })), quarantined: 0 };
    return await commitOnHead(
      draftAfter(head, {
        kind: 'add',
        title,
        log: [logChange('add-rows', { name, hashes: [hashHex(text)] }, { rowsIn: head.rowCount, added: 1 })],
        columns: [...new Set([...head.columns, ...checker.columns])],
        durationMs: performance.now() - started,
        segments: [...head.segments, ...spans],
      }),
      { stage: stage.id, added },
    );
  } finally {
    await stage.close();
  }
}

function oneBlock(text: string): BlockDraft[] {
  const drafts: BlockDraft[] = [];
  const builder = new BlockBuilder(undefined, (draft) => drafts.push(draft));
  builder.addText(text);
  builder.flush();
  return drafts;
}
