import { DUPLICATE_KINDS, KnownDuplicates } from '../../src/core/duplicates/duplicate-kinds.ts';
import { fail, ok, type Result } from '../../src/core/failure.ts';
import type { RowRange } from '../../src/core/version/segments.ts';
import { TaskFailure } from './apply/apply-help.ts';
import type { Team } from './define-pass.ts';
import { type OpenedVersion, rangesOf } from './open-version.ts';
import { compareShingled, type Shingles, type ShingleTask } from './shingled-pairs.ts';
import { JoinedSurveys, type SurveyedRange } from './surveyed-rows.ts';

/** What workers do for a lead that looks for duplicates. */
export type SurveyTask = {
  /** Shingles that don't count: the same in all tasks of a pass. */
  readonly ignored: readonly number[];
} & ({ readonly kind: 'survey'; readonly index: number; readonly range: RowRange } | ShingleTask);

/** What a lead keeps of surveyed rows. */
export interface SurveyedRows {
  readonly known: KnownDuplicates;
  /** As `KnownDuplicates` gives them; none where they were not wanted. */
  readonly inputKeys: Uint32Array;
  readonly origins: Uint32Array;
  /** What else was read of each row. */
  readonly extras: Uint32Array;
}

/**
 * Has all rows of one version or of several, one behind another, surveyed by the team, and those compared that may be nearly
 * the same. A function of its own, so that the surveys go when it ends: they are 200 bytes a row.
 */
export async function surveyRows<Range extends SurveyedRange>(
  team: Pick<Team<SurveyTask, Range | Shingles, never>, 'each' | 'expect'>,
  versions: readonly OpenedVersion[],
  {
    ignored = [],
    extraWidth = 0,
    withInputKeys = false,
    onRange,
  }: {
    readonly ignored?: readonly number[];
    readonly extraWidth?: number;
    readonly withInputKeys?: boolean;
    readonly onRange?: (part: Range) => void;
  } = {},
): Promise<Result<SurveyedRows>> {
  const countRows = (some: readonly OpenedVersion[]): number =>
    some.reduce((sum, { version }) => sum + version.rowCount, 0);
  const count = countRows(versions);
  const joined = new JoinedSurveys(count, extraWidth);
  team.expect(count, 'rows');
  const tasks = versions.flatMap((opened, index) =>
    rangesOf(opened).map((range) => ({ kind: 'survey', index, range, ignored }) as const),
  );
  const starts = versions.map((_, index) => countRows(versions.slice(0, index)));
  const surveyed = await team.each(tasks, {
    weigh: weighTask,
    onPart: (part, at) => {
      const task = tasks[at];
      if ('shingles' in part || !task) return;
      joined.put(part, (starts[task.index] ?? 0) + task.range.from);
      onRange?.(part);
    },
  });
  if (!surveyed.ok) return surveyed;
  const { sketches } = joined;
  const ask = (pairs: Uint32Array): Promise<Float64Array> =>
    compareShingled(
      { pairs, count, sizeOf: (row) => sketches.sizeOf(row) },
      {
        expect: (rows) => {
          team.expect(count + rows, 'rows');
        },
        run: async (some, onPart) => {
          const done = await team.each(
            some.map((task) => ({ ...task, ignored })),
            {
              weigh: weighTask,
              onPart: (part, at) => {
                if ('shingles' in part) onPart(part, at);
              },
            },
          );
          if (!done.ok) throw new TaskFailure(done.failure);
        },
      },
    );
  try {
    const known = await KnownDuplicates.of(joined, count, new Set(DUPLICATE_KINDS), ask);
    const { origins, extras } = joined;
    const inputKeys = withInputKeys ? KnownDuplicates.inputKeys(joined, count) : new Uint32Array(0);
    return ok({ known, inputKeys, origins, extras });
  } catch (error) {
    if (error instanceof TaskFailure) return fail(error.failure);
    throw error;
  }
}

function weighTask(task: SurveyTask): number {
  return task.kind === 'survey' ? task.range.count : task.rows.length;
}

/** The arrays of a part that go to the lead without a copy. */
export function movedOf(part: SurveyedRange | Shingles): readonly ArrayBufferView[] {
  return 'shingles' in part ? [part.shingles, part.ends] : [part.words, part.signatures, part.origins, part.extras];
}
