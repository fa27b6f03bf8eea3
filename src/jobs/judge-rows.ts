import type markPass from '../../workers/rows/passes/mark-verdicts.ts';
import type { MarkWish } from '../../workers/rows/passes/mark-verdicts.ts';
import type costPass from '../../workers/rows/passes/row-judging-cost.ts';
import type { RowJudgingDraft } from '../../workers/rows/passes/row-judging-cost.ts';
import type startPass from '../../workers/rows/passes/start-row-judging.ts';
import type { RowJudgingStart } from '../../workers/rows/passes/start-row-judging.ts';
import type { Result } from '../core/failure.ts';
import type { RowJudging } from '../core/judge/judging.ts';
import type { RowJudgingCost } from '../core/judge/row-judging-cost.ts';
import type { VersionInfo } from '../core/version/version.ts';
import { runPass } from './pass.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';

/** Estimates what it would cost to judge rows. Nothing is sent. */
export function estimateRowJudging(draft: RowJudgingDraft, run: Run): Promise<Result<RowJudgingCost>> {
  return settle(() => runPass<typeof costPass>('row-judging-cost', draft, run, { task: 'The estimate', workers: 1 }));
}

/** Chooses the rows that a judge reads, and stores it. Nothing is sent before the worker for Google is asked to go on. */
export function prepareRowJudging(start: RowJudgingStart, run: Run): Promise<Result<RowJudging>> {
  return settle(() =>
    runPass<typeof startPass>('start-row-judging', start, run, { task: 'The choice of rows', workers: 1 }),
  );
}

/** What became of verdicts that were made marks of. */
export interface MarkedVerdicts {
  readonly version: VersionInfo;
  /** The id of the head before: the same where nothing changed. */
  readonly before: string;
  /** Rows that the marks are about. */
  readonly rows: number;
  /** Rows that are gone or were changed since they were judged. */
  readonly changed: number;
  /** Rows of which the judge was not sure enough. */
  readonly unsure: number;
}

/** Makes marks of verdicts, as a version of its own. */
export function markVerdicts(wish: MarkWish, run: Run): Promise<Result<MarkedVerdicts>> {
  return settle(() => runPass<typeof markPass>('mark-verdicts', wish, run, { task: 'The marks', workers: 1 }));
}
