import type {
  LeakPage,
  LeakQuery,
  SplitPreview,
  SplitReport,
  SplitRequest,
  SplitSettings,
} from '../../workers/contracts/split.ts';
import type splitPass from '../../workers/rows/passes/split.ts';
import { ok, type Result } from '../core/failure.ts';
import type { VersionInfo } from '../core/version/version.ts';
import { holdPass } from './pass.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';

export type {
  LeakPage,
  LeakQuery,
  SplitPreview,
  SplitReport,
  SplitRequest,
  SplitSettings,
} from '../../workers/contracts/split.ts';

/** The rows of a version as a worker knows them: it can split them again and again. Close it. */
export interface SplitRun {
  readonly report: SplitReport;
  preview(settings: SplitSettings): Promise<Result<SplitPreview>>;
  /** Stores a split as the mark; gives the version that has it. */
  save(settings: SplitSettings): Promise<Result<VersionInfo>>;
  leaks(query: LeakQuery): Promise<Result<LeakPage>>;
  close(): void;
}

/** Looks at the rows of a version so that they can be split. */
export function openSplit(request: SplitRequest, run: Run): Promise<Result<SplitRun>> {
  return settle(async () => {
    const held = await holdPass<typeof splitPass>('split', request, run, { task: 'The look at the rows' });
    if (!held.ok) return held;
    const { value: pass } = held;
    return ok({
      report: pass.output,
      preview: (settings) => pass.act('preview', settings),
      save: (settings) => pass.act('save', settings),
      leaks: (query) => pass.act('leaks', query),
      close: () => {
        pass.close();
      },
    });
  });
}
