import { BlockBuilder, type BlockDraft } from '../../core/row/block-builder.ts';
import { fail, type Result } from '../../core/failure.ts';
import { JsonLineChecker } from '../../core/filetypes/jsonl/json-line.ts';
import { toOneLine } from '../../core/row/one-line.ts';
import type { VersionInfo } from '../../core/version/version.ts';
import { commitOnHead } from './commit.ts';
import { database } from '../database.ts';
import { ImportWriter } from '../rows/row-writer.ts';
import { openStage } from '../stage.ts';
import { draftAfter } from './draft.ts';
import { loadVersion } from './versions.ts';

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
    const spans = await new ImportWriter(datasetId, stage.id).write(oneBlock(toOneLine(json)));
    return await commitOnHead(
      draftAfter(head, {
        kind: 'edit',
        title,
        log: [],
        columns: [...new Set([...head.columns, ...checker.columns])],
        durationMs: performance.now() - started,
        segments: [...head.segments, ...spans],
      }),
      { stage: stage.id },
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
