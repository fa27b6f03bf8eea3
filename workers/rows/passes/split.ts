import { DUPLICATE_KINDS, KnownDuplicates } from '../../../src/core/duplicates/duplicate-kinds.ts';
import { fail, ok, type Result } from '../../../src/core/failure.ts';
import type { RowRange } from '../../../src/core/version/segments.ts';
import type { VersionInfo } from '../../../src/core/version/version.ts';
import type { LeakPage, LeakQuery, SplitPreview, SplitRequest, SplitSettings } from '../../contracts/split.ts';
import { TaskFailure } from '../apply/apply-help.ts';
import { definePass } from '../define-pass.ts';
import { type OpenedVersion, OpenVersion, openVersion, rangesOf } from '../open-version.ts';
import { SideWords } from '../side-words.ts';
import { SplittableRows } from '../split/splittable-rows.ts';
import { joinSurveys, pairTasks, type SurveyedRange, SurveyedVersions } from '../surveyed-rows.ts';

type SplitTask =
  | { readonly kind: 'survey'; readonly index: number; readonly range: RowRange }
  | { readonly kind: 'alike'; readonly pairs: Uint32Array };

/** What a survey found of neighbouring rows, with the names of the labels that occur. */
interface SplitPart extends SurveyedRange {
  readonly labels: ReadonlyMap<number, string>;
}

/** The other dataset's version is kept apart: `openVersion` remembers one at a time. */
const other = new OpenVersion();

/** Looks at all rows of a version once; the lead can then split them again and again, and finds what the sides share. */
export default definePass({
  id: 'split',

  async open(request: SplitRequest) {
    const opened = await openAll(request);
    if (!opened.ok) return opened;
    const rows = new SurveyedVersions(opened.value, request.choices, []);
    const extras = opened.value.map(({ version }) => new SideWords(request, version));
    const run = async (task: SplitTask): Promise<Result<SplitPart | Float64Array>> => {
      if (task.kind === 'alike') return ok(await rows.alike(task.pairs));
      const words = extras[task.index];
      const surveyed = await rows.survey(task.index, task.range, words);
      return ok({ ...surveyed, labels: words?.takeNames() ?? new Map<number, string>() });
    };
    return ok({ run });
  },

  async lead(request, team) {
    const opened = await openAll(request);
    if (!opened.ok) return opened;
    const versions = opened.value;
    let expected = versions.reduce((sum, { version }) => sum + version.rowCount, 0);
    team.expect(expected, 'rows');
    const parts: SplitPart[] = [];
    const tasks = versions.flatMap((each, index) =>
      rangesOf(each).map((range): SplitTask => ({ kind: 'survey', index, range })),
    );
    const surveyed = await team.each(tasks, {
      weigh: weighTask,
      onPart: (part, index) => {
        if (!ArrayBuffer.isView(part)) parts[index] = part;
      },
    });
    if (!surveyed.ok) return surveyed;
    const ask = async (pairs: Uint32Array): Promise<Float64Array> => {
      const cut = pairTasks(pairs);
      team.expect((expected += pairs.length), 'rows');
      const compared: Float64Array[] = [];
      const done = await team.each(
        cut.tasks.map((some): SplitTask => ({ kind: 'alike', pairs: some })),
        {
          weigh: weighTask,
          onPart: (part, index) => {
            if (ArrayBuffer.isView(part)) compared[index] = part;
          },
        },
      );
      if (!done.ok) throw new TaskFailure(done.failure);
      return cut.join(compared);
    };
    try {
      const all = joinSurveys(parts);
      const known = await KnownDuplicates.of(all.words, all.origins.length, new Set(DUPLICATE_KINDS), ask);
      const labels = new Map(parts.flatMap((part) => [...part.labels]));
      const rows = await SplittableRows.of(versions, { known, labels, ...all });
      const actions = {
        preview: (settings: SplitSettings): Promise<Result<SplitPreview>> =>
          Promise.resolve(ok(rows.preview(settings))),
        /** Stores a split as the mark; gives the version that has it, which is the head where nothing changes. */
        save: (settings: SplitSettings): Promise<Result<VersionInfo>> => rows.save(settings),
        leaks: async (query: LeakQuery): Promise<Result<LeakPage>> => ok(await rows.leaks(query)),
      };
      return ok({ output: rows.report(), actions });
    } catch (error) {
      if (error instanceof TaskFailure) return fail(error.failure);
      throw error;
    }
  },

  moves: (part) => (ArrayBuffer.isView(part) ? [part] : [part.words, part.origins, part.extras]),
});

async function openAll({ versionId, otherId }: SplitRequest): Promise<Result<OpenedVersion[]>> {
  const opened = await openVersion(versionId);
  if (!opened.ok) return opened;
  return ok([opened.value, ...(otherId === null ? [] : [await other.load(otherId)])]);
}

function weighTask(task: SplitTask): number {
  return task.kind === 'survey' ? task.range.count : task.pairs.length;
}
