import '../../../support/fake-browser.ts';
import { beforeEach, expect, it } from 'vitest';
import { judgeCases } from '../../../../src/core/judge/judge-cases.ts';
import { voteKey } from '../../../../src/core/judge/judge-cases.ts';
import type { Judge } from '../../../../src/core/judge/judging.ts';
import { readRubric } from '../../../../src/core/judge/rubric.ts';
import { readJudgedRows } from '../../../../src/store/evaluation/judged-rows.ts';
import { getJudging, listRowJudgings, removeJudging, saveVote } from '../../../../src/store/evaluation/judgings.ts';
import { listEvaluationRows } from '../../../../src/store/evaluation/evaluations.ts';
import { saveAnswer } from '../../../../src/store/evaluation/stored-answers.ts';
import { editRow } from '../../../../src/store/versions/edit-row.ts';
import { readJudged } from '../../../../src/store/versions/judge.ts';
import { loadVersion } from '../../../../src/store/versions/versions.ts';
import look from '../../../../workers/rows/passes/look.ts';
import markVerdicts from '../../../../workers/rows/passes/mark-verdicts.ts';
import rowJudgingCost from '../../../../workers/rows/passes/row-judging-cost.ts';
import scoreJudging from '../../../../workers/rows/passes/score-judging.ts';
import startRowJudging from '../../../../workers/rows/passes/start-row-judging.ts';
import { runInNode } from '../../../support/run-in-node.ts';
import { emptyDatabase, importRows } from '../../../support/stored.ts';

beforeEach(emptyDatabase);

const ROWS = 90;
const JUDGE: Judge = {
  ...{ by: 'decisions', title: 'Decisions', model: { service: 'gemini-api', name: 'models/gemini-decision-1' } },
  price: { input: 0.1, output: 0 },
};
const QUESTIONS = readRubric('Is it right?\nHow clear is it: muddled < clear');

function texts(): readonly string[] {
  return Array.from({ length: ROWS }, (_, n) => JSON.stringify({ a: `Stone ${n}?`, b: n }));
}

async function start(versionId: string, among: Uint32Array | null = null) {
  const id = crypto.randomUUID();
  const draft = {
    ...{ id, createdAt: 0, versionId, sample: { split: null, size: null, seed: 1 }, filter: '', judge: JUDGE },
    ...{ rubric: '', questions: QUESTIONS, reference: false, against: 0, costLimit: null, state: 'done' as const },
    waiting: null,
  };
  const ran = await runInNode(startRowJudging, { draft, among });
  if (!ran.ok) throw new Error(JSON.stringify(ran.failure));
  return ran.value.led.output;
}

/** Stores what the judge says: row n is right with this probability. */
async function decide(id: string, right: (row: number) => number): Promise<void> {
  const judging = await getJudging(id);
  const read = judging && (await readJudgedRows(judging));
  if (!read) throw new Error('the judging is not stored');
  const usage = { promptTokens: 1, answerTokens: 1, thoughtTokens: null, cachedTokens: null };
  for (const { row, fingerprint } of judgeCases(read.rows, 1, judging)) {
    const text = JSON.stringify({
      q1: { type: 'noul', noul: right(row) },
      q2: { type: 'score', probabilities: { 0: 0.2, 1: 0.8 } },
    });
    await saveAnswer({
      ...{ datasetId: judging.datasetId, fingerprint, evaluationId: id, state: 'answered', notes: [], problem: null },
      ...{ at: 0, ms: 1, cost: 0.001, lost: 0, sealed: null },
      answer: { text, other: [], finishReason: 'STOP', blockReason: null, usage, modelVersion: null },
    });
  }
}

async function marksOf(versionId: string, name: string): Promise<ReadonlyMap<number, string>> {
  const { positions, codes, dictionary } = await readJudged(versionId, name);
  return new Map(Array.from(positions, (position, at) => [position, dictionary[(codes[at] ?? 0) - 1] ?? '']));
}

async function mark(judgingId: string, least = 0) {
  const ran = await runInNode(markVerdicts, { judgingId, question: 0, name: 'right', least });
  if (!ran.ok) throw new Error(JSON.stringify(ran.failure));
  return ran.value.led.output;
}

it('estimates before it runs, and verdicts that are stored cost nothing', async () => {
  const { id } = await importRows(texts(), { blockBytes: 900 });
  const sample = { split: null, size: null, seed: 1 };
  const setup = { judge: JUDGE, questions: QUESTIONS, reference: false, against: 0 };
  const estimate = async (among: Uint32Array | null) => {
    const ran = await runInNode(rowJudgingCost, { versionId: id, sample, among, ...setup });
    return ran.ok ? ran.value.led.output : null;
  };
  expect(await estimate(null)).toMatchObject({ requests: ROWS, known: 0, chosen: ROWS, looked: ROWS, tooLong: 0 });
  expect(await estimate(Uint32Array.of(2, 3, 80))).toMatchObject({ requests: 3, chosen: 3 });
  const judging = await start(id, Uint32Array.of(2, 3, 80));
  await decide(judging.id, () => 0.9);
  expect(await estimate(Uint32Array.of(3, 4))).toMatchObject({ requests: 1, known: 1 });
});

it('reads the rows that were chosen, and forgets them with the judge', async () => {
  const { id, datasetId } = await importRows(texts(), { blockBytes: 900 });
  const { id: judgingId, ...judging } = await start(id, Uint32Array.of(0, 1, 2, 40, 89));
  expect(judging).toMatchObject({ rows: 5, unaskable: 0, versionNumber: 1, datasetId });
  const rows = await listEvaluationRows(judgingId);
  expect(rows.map(({ position }) => position)).toEqual([0, 1, 2, 40, 89]);
  expect(rows[3]?.turns[0]?.parts).toEqual([{ kind: 'text', text: 'Stone 40?' }]);
  expect(await listRowJudgings(datasetId)).toHaveLength(1);
  await removeJudging(judgingId);
  expect(await listEvaluationRows(judgingId)).toEqual([]);
});

it('makes marks of verdicts in one version, which sort as numbers', async () => {
  const { id } = await importRows(texts());
  const judging = await start(id);
  await decide(judging.id, (row) => (row % 10) / 10);
  const { version, ...counts } = await mark(judging.id, 0.75);
  expect(counts).toMatchObject({ rows: ROWS, changed: 0, unsure: (ROWS / 10) * 5 });
  expect(version).toMatchObject({ kind: 'mark', parentId: id });
  expect(version.log.map(({ params }) => params)).toMatchObject([{ mark: 'right' }, { mark: 'right sure' }]);
  const [right, sure] = [await marksOf(version.id, 'right'), await marksOf(version.id, 'right sure')];
  expect([0, 1, 2, 3, 8, 9].map((row) => right.get(row))).toEqual(['No', 'No', 'No', undefined, 'Yes', 'Yes']);
  expect([0, 5, 9].map((row) => sure.get(row))).toEqual(['100%', '50%', '90%']);
  const sort = { by: 'mark', of: 'right sure', direction: 'ascending' } as const;
  const looked = await runInNode(look, { versionId: version.id, view: { filters: [], sort } });
  const order = looked.ok ? [...(looked.value.led.output.positions ?? [])] : [];
  const percent = order.map((row) => Number(sure.get(row)?.replace('%', '')));
  expect(percent).toEqual([...percent].sort((one, other) => one - other));
  expect(order.slice(0, 3)).toEqual([5, 15, 25]);
  // Once more is no other version.
  expect((await mark(judging.id, 0.75)).version.id).toBe(version.id);
});

it('leaves out rows that were changed since they were judged', async () => {
  const { id, datasetId } = await importRows(texts());
  const judging = await start(id);
  await decide(judging.id, () => 0.9);
  const [, , third = ''] = texts();
  const edited = await editRow(datasetId, 2, third, JSON.stringify({ a: 'Another stone?', b: 2 }));
  expect(edited.ok).toBe(true);
  const { version, rows, changed } = await mark(judging.id);
  expect([rows, changed]).toEqual([ROWS - 1, 1]);
  expect((await marksOf(version.id, 'right')).has(2)).toBe(false);
  expect((await loadVersion(version.id)).rowCount).toBe(ROWS);
});

it('is believed by votes on these rows, and by those that the same judge got on others', async () => {
  const { id } = await importRows(texts());
  const halves = [0, 1].map((part) => Uint32Array.from({ length: ROWS / 2 }, (_, at) => 2 * at + part));
  const [one, other] = [await start(id, halves[0]), await start(id, halves[1])];
  for (const { id: each } of [one, other]) await decide(each, (row) => (row % 2 === 0 ? 0.9 : 0.1));
  for (const { id: each } of [one, other]) {
    const read = await readJudgedRows({ id: each, datasetId: one.datasetId, versionId: id });
    for (const [at, row] of (read?.rows ?? []).entries()) {
      const key = voteKey(QUESTIONS[0]!, row, row.answers.map(String));
      await saveVote({ datasetId: one.datasetId, key, outcome: at % 2, at: 0 });
    }
  }
  const scored = await runInNode(scoreJudging, one.id);
  const [right, clear] = scored.ok ? scored.value.led.output.questions : [];
  expect(right).toMatchObject({ calibration: { votes: ROWS, kappa: 1 }, doubt: null });
  expect(clear).toMatchObject({ calibration: null, doubt: 'no-votes' });
});
