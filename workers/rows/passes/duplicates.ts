import { ok, type Result } from '../../../src/core/failure.ts';
import type { DuplicatesRequest, GroupPage, GroupQuery } from '../../contracts/duplicates.ts';
import { definePass } from '../define-pass.ts';
import { FoundDuplicates } from '../found-duplicates.ts';
import { openVersion } from '../open-version.ts';
import type { Shingles } from '../shingled-pairs.ts';
import { movedOf, surveyRows, type SurveyTask } from '../survey-team.ts';
import { findTemplate, type SurveyedRange, SurveyedVersions } from '../surveyed-rows.ts';

/** Finds all duplicates of a version: the lead then shows them group by group, at any threshold. */
export default definePass({
  id: 'duplicates',

  async open({ versionId, choices }: DuplicatesRequest) {
    const opened = await openVersion(versionId);
    if (!opened.ok) return opened;
    let rows: SurveyedVersions | undefined;
    const run = async (task: SurveyTask): Promise<Result<SurveyedRange | Shingles>> => {
      rows ??= new SurveyedVersions([opened.value], choices, task.ignored);
      return ok(task.kind === 'survey' ? await rows.survey(task.index, task.range) : await rows.shingles(task));
    };
    return ok({ run });
  },

  async lead({ versionId, choices, ignoreAbove }, team) {
    const opened = await openVersion(versionId);
    if (!opened.ok) return opened;
    const ignored = ignoreAbove === null ? [] : await findTemplate(opened.value, choices, ignoreAbove);
    const surveyed = await surveyRows(team, [opened.value], { ignored });
    if (!surveyed.ok) return surveyed;
    const found = new FoundDuplicates(opened.value, surveyed.value);
    const actions = {
      groups: async (query: GroupQuery): Promise<Result<GroupPage>> => ok(await found.page(query)),
      /** The hashes by which a recipe names rows: 16 hexadecimal digits each. */
      names: async (positions: readonly number[]): Promise<Result<readonly string[]>> =>
        ok(await found.names(positions)),
    };
    return ok({ output: found.report(ignored), actions });
  },

  moves: movedOf,
});
