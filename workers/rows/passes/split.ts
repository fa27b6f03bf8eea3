import { ok, type Result } from '../../../src/core/failure.ts';
import type { VersionInfo } from '../../../src/core/version/version.ts';
import type { LeakPage, LeakQuery, SplitPreview, SplitRequest, SplitSettings } from '../../contracts/split.ts';
import { definePass } from '../define-pass.ts';
import { type OpenedVersion, OpenVersion, openVersion } from '../open-version.ts';
import { SIDE_WORDS, SideWords } from '../side-words.ts';
import { SplittableRows } from '../split/splittable-rows.ts';
import type { Shingles } from '../shingled-pairs.ts';
import { movedOf, surveyRows, type SurveyTask } from '../survey-team.ts';
import { type SurveyedRange, SurveyedVersions } from '../surveyed-rows.ts';

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
    const run = async (task: SurveyTask): Promise<Result<SplitPart | Shingles>> => {
      if (task.kind === 'shingles') return ok(await rows.shingles(task));
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
    const labels = new Map<number, string>();
    const surveyed = await surveyRows(team, versions, {
      extraWidth: SIDE_WORDS,
      withInputKeys: true,
      onRange: (part: SplitPart) => {
        for (const [hash, name] of part.labels) labels.set(hash, name);
      },
    });
    if (!surveyed.ok) return surveyed;
    const rows = await SplittableRows.of(versions, { ...surveyed.value, labels });
    const actions = {
      preview: (settings: SplitSettings): Promise<Result<SplitPreview>> => Promise.resolve(ok(rows.preview(settings))),
      /** Stores a split as the mark; gives the version that has it, which is the head where nothing changes. */
      save: (settings: SplitSettings): Promise<Result<VersionInfo>> => rows.save(settings),
      leaks: async (query: LeakQuery): Promise<Result<LeakPage>> => ok(await rows.leaks(query)),
    };
    return ok({ output: rows.report(), actions });
  },

  moves: movedOf,
});

async function openAll({ versionId, otherId }: SplitRequest): Promise<Result<OpenedVersion[]>> {
  const opened = await openVersion(versionId);
  if (!opened.ok) return opened;
  return ok([opened.value, ...(otherId === null ? [] : [await other.load(otherId)])]);
}
