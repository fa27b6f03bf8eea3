import type { DuplicatesReport, DuplicatesRequest, GroupPage, GroupQuery } from '../../workers/contracts/duplicates.ts';
import type duplicatesPass from '../../workers/rows/passes/duplicates.ts';
import { ok, type Result } from '../core/failure.ts';
import { holdPass } from './pass.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';

export type {
  DuplicatesReport,
  DuplicatesRequest,
  GroupPage,
  GroupQuery,
  ShownGroup,
  ShownRow,
  WipeWarning,
} from '../../workers/contracts/duplicates.ts';

/** The duplicates of a version as a worker knows them. Close it. */
export interface DuplicatesRun {
  readonly report: DuplicatesReport;
  groups(query: GroupQuery): Promise<Result<GroupPage>>;
  /** The hashes by which a recipe names rows. */
  names(positions: readonly number[]): Promise<Result<readonly string[]>>;
  close(): void;
}

/** Finds all duplicates of a version. */
export function findDuplicates(request: DuplicatesRequest, run: Run): Promise<Result<DuplicatesRun>> {
  return settle(async () => {
    const held = await holdPass<typeof duplicatesPass>('duplicates', request, run, {
      task: 'The search for duplicates',
    });
    if (!held.ok) return held;
    const { value: pass } = held;
    return ok({
      report: pass.output,
      groups: (query) => pass.act('groups', query),
      names: (positions) => pass.act('names', positions),
      close: () => {
        pass.close();
      },
    });
  });
}
