import { DUPLICATE_KINDS, KnownDuplicates } from '../../../src/core/duplicates/duplicate-kinds.ts';
import { fail, ok, type Result } from '../../../src/core/failure.ts';
import type { RowRange } from '../../../src/core/version/segments.ts';
import type { DuplicatesRequest, GroupPage, GroupQuery } from '../../contracts/duplicates.ts';
import { TaskFailure } from '../apply/apply-help.ts';
import { definePass } from '../define-pass.ts';
import { FoundDuplicates } from '../found-duplicates.ts';
import { openVersion, rangesOf } from '../open-version.ts';
import { findTemplate, joinSurveys, pairTasks, type SurveyedRange, SurveyedVersions } from '../surveyed-rows.ts';

type DuplicateTask = { readonly ignored: readonly number[] } & (
  { readonly kind: 'survey'; readonly range: RowRange } | { readonly kind: 'alike'; readonly pairs: Uint32Array }
);

/** Finds all duplicates of a version: the lead then shows them group by group, at any threshold. */
export default definePass({
  id: 'duplicates',

  async open({ versionId, choices }: DuplicatesRequest) {
    const opened = await openVersion(versionId);
    if (!opened.ok) return opened;
    let rows: SurveyedVersions | undefined;
    const run = async (task: DuplicateTask): Promise<Result<SurveyedRange | Float64Array>> => {
      // What is ignored is the same in all tasks of a pass.
      rows ??= new SurveyedVersions([opened.value], choices, task.ignored);
      return ok(task.kind === 'survey' ? await rows.survey(0, task.range) : await rows.alike(task.pairs));
    };
    return ok({ run });
  },

  async lead({ versionId, choices, ignoreAbove }, team) {
    const opened = await openVersion(versionId);
    if (!opened.ok) return opened;
    const { version } = opened.value;
    const ignored = ignoreAbove === null ? [] : await findTemplate(opened.value, choices, ignoreAbove);
    let expected = version.rowCount;
    team.expect(expected, 'rows');
    const parts: SurveyedRange[] = [];
    const surveyed = await team.each(
      rangesOf(opened.value).map((range): DuplicateTask => ({ kind: 'survey', range, ignored })),
      {
        weigh: weighTask,
        onPart: (part, index) => {
          if (!ArrayBuffer.isView(part)) parts[index] = part;
        },
      },
    );
    if (!surveyed.ok) return surveyed;
    const { words, origins } = joinSurveys(parts);
    const ask = async (pairs: Uint32Array): Promise<Float64Array> => {
      const { tasks, join } = pairTasks(pairs);
      team.expect((expected += pairs.length), 'rows');
      const compared: Float64Array[] = [];
      const done = await team.each(
        tasks.map((some): DuplicateTask => ({ kind: 'alike', pairs: some, ignored })),
        {
          weigh: weighTask,
          onPart: (part, index) => {
            if (ArrayBuffer.isView(part)) compared[index] = part;
          },
        },
      );
      if (!done.ok) throw new TaskFailure(done.failure);
      return join(compared);
    };
    try {
      const known = await KnownDuplicates.of(words, version.rowCount, new Set(DUPLICATE_KINDS), ask);
      const found = new FoundDuplicates(opened.value, known, origins);
      const actions = {
        groups: async (query: GroupQuery): Promise<Result<GroupPage>> => ok(await found.page(query)),
        /** The hashes by which a recipe names rows: 16 hexadecimal digits each. */
        names: async (positions: readonly number[]): Promise<Result<readonly string[]>> =>
          ok(await found.names(positions)),
      };
      return ok({ output: found.report(ignored), actions });
    } catch (error) {
      if (error instanceof TaskFailure) return fail(error.failure);
      throw error;
    }
  },

  moves: (part) => (ArrayBuffer.isView(part) ? [part] : [part.words, part.origins]),
});

function weighTask(task: DuplicateTask): number {
  return task.kind === 'survey' ? task.range.count : task.pairs.length;
}
