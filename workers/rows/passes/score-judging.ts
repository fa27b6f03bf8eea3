import { fail, ok } from '../../../src/core/failure.ts';
import type { Rated } from '../../../src/core/judge/calibration.ts';
import { judgeCases, voteKey } from '../../../src/core/judge/judge-cases.ts';
import { ratedBy, scoreJudging } from '../../../src/core/judge/judge-scores.ts';
import { isOfRows, type Judging } from '../../../src/core/judge/judging.ts';
import { preferencesOf } from '../../../src/core/judge/preferences.ts';
import { sameQuestions } from '../../../src/core/judge/same-judge.ts';
import { listBlindSessions } from '../../../src/store/evaluation/blind-sessions.ts';
import { type JudgedRows, readJudgedRows } from '../../../src/store/evaluation/judged-rows.ts';
import { getJudging, listJudgings, readVotes } from '../../../src/store/evaluation/judgings.ts';
import { readAnswers } from '../../../src/store/evaluation/stored-answers.ts';
import { definePass } from '../define-pass.ts';

/** Scores what a judge has said so far, and how far people agree with it. */
export default definePass({
  id: 'score-judging',

  async lead(judgingId: string) {
    const judging = await getJudging(judgingId);
    if (!judging) return fail({ kind: 'storage-lost', what: 'this judge' });
    const read = await readJudgedRows(judging);
    if (!read) return fail({ kind: 'storage-lost', what: 'this evaluation' });
    const input = await inputOf(judging, read);
    const elsewhere = isOfRows(judging) ? await ratedElsewhere(judging) : [];
    return ok({ output: scoreJudging(judging, { ...input, elsewhere }) });
  },
});

type Input = Parameters<typeof scoreJudging>[1];

async function inputOf(judging: Judging, { rows, models }: JudgedRows): Promise<Input> {
  const cases = judgeCases(rows, models.length, judging);
  const verdicts = await readAnswers(judging.datasetId, [...new Set(cases.map(({ fingerprint }) => fingerprint))]);
  const sessions = isOfRows(judging) ? [] : await listBlindSessions(judging.datasetId, judging.evaluationId);
  const [one, other] = [models[0]?.key ?? '', models[judging.against]?.key ?? ''];
  const human = { votes: await votesOn(judging, rows), preferences: preferencesOf(sessions, [one, other]) };
  return { rows, models: models.length, verdicts, human };
}

/** What the same judge said elsewhere of texts that people voted on: it is as good or bad about these rows. */
async function ratedElsewhere(judging: Judging): Promise<NonNullable<Input['elsewhere']>> {
  const found = judging.questions.map(() => new Map<string, Rated>());
  for (const other of await listJudgings(judging.datasetId)) {
    const same = other.id === judging.id ? [] : sameQuestions(judging, other);
    const read = same.length === 0 ? undefined : await readJudgedRows(other);
    if (!read) continue;
    const rated = ratedBy(other, await inputOf(other, read));
    for (const [own, its] of same) for (const [key, each] of rated[its] ?? []) found[own]?.set(key, each);
  }
  return found;
}

/** The outcomes that people chose, by key; what they skipped is no vote. */
async function votesOn(
  { datasetId, questions }: Judging,
  rows: JudgedRows['rows'],
): Promise<ReadonlyMap<string, number>> {
  const keys = rows.flatMap((row) =>
    row.answers.flatMap((answer) =>
      answer === undefined ? [] : questions.map((question) => voteKey(question, row, [answer])),
    ),
  );
  const votes = await readVotes(datasetId, [...new Set(keys)]);
  return new Map([...votes].flatMap(([key, { outcome }]) => (outcome === null ? [] : [[key, outcome] as const])));
}
