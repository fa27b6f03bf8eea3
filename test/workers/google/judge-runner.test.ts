import '../../support/fake-browser.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Evaluation, EvaluationRow } from '../../../src/core/evaluation/evaluation.ts';
import { voteKey } from '../../../src/core/judge/judge-cases.ts';
import { type HumanVotes, scoreJudging } from '../../../src/core/judge/judge-scores.ts';
import type { Judge, AnswerJudging } from '../../../src/core/judge/judging.ts';
import { judgeCases } from '../../../src/core/judge/judge-cases.ts';
import { answeredRows } from '../../../src/core/judge/judged-row.ts';
import { judgingCost } from '../../../src/core/judge/judging-cost.ts';
import { readRubric } from '../../../src/core/judge/rubric.ts';
import { decide } from '../../../src/services/decide.ts';
import { generate } from '../../../src/services/generate.ts';
import { GoogleClient } from '../../../src/services/google-client.ts';
import { addEvaluation, removeEvaluation } from '../../../src/store/evaluation/evaluations.ts';
import { addJudging, getJudging } from '../../../src/store/evaluation/judgings.ts';
import { readAnswers, saveAnswer } from '../../../src/store/evaluation/stored-answers.ts';
import { AnswerRunner } from '../../../workers/google/answer-runner.ts';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import { DEFAULTS } from '../../emulator/settings.ts';
import { freeLocks } from '../../support/fake-browser.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';
import { emptyDatabase } from '../../support/stored.ts';

const DECISIONS: Judge = {
  ...{ by: 'decisions', title: 'Decisions', model: { service: 'gemini-api', name: 'models/gemini-decision-1' } },
  price: { input: 0.1, output: 0 },
};
const MODEL: Judge = {
  ...{ by: 'model', title: 'Gemini', model: { service: 'gemini-api', name: 'models/gemini-3.1-flash-lite' } },
  price: { input: 1, output: 10 },
};
const RUBRIC = 'Is it right?\nHow clear is it: muddled < clear < crisp\nWhich answer is better?';
const ROWS = 60;
const NOBODY: HumanVotes = { votes: new Map(), preferences: new Map() };

let emulator: Emulator;
let clock: SteppedClock;
let runner: AnswerRunner;

beforeEach(async () => {
  await emptyDatabase();
  emulator = await startEmulator();
  clock = new SteppedClock();
  const client = new GoogleClient({
    secrets: () => ({ geminiKey: DEFAULTS.key, accessToken: null }),
    originOf: (host) => emulator.originOf(host),
    isOff: () => false,
    log: () => undefined,
  });
  const ask = (asked: Parameters<ConstructorParameters<typeof AnswerRunner>[0]['ask']>[0]) =>
    'decision' in asked
      ? decide(client, asked.model, asked.decision)
      : generate(client, asked.model, asked.request, () => undefined);
  runner = new AnswerRunner({ can: () => true, ask }, clock);
});
afterEach(async () => {
  freeLocks();
  await emulator.close();
});

/** What the second model answers is right in two rows of three; the first one never is. */
const said = (model: number, row: number): string =>
  model === 1 && row % 3 !== 0 ? `right ${row}` : `wrong ${row} ${model}`;

async function answered(): Promise<{ readonly evaluation: Evaluation; readonly rows: readonly EvaluationRow[] }> {
  const evaluation: Evaluation = {
    ...{ id: crypto.randomUUID(), datasetId: 'dataset', createdAt: 0, versionId: 'v', versionNumber: 1, digest: '' },
    ...{ sample: { split: null, size: null, seed: 1 }, rows: ROWS, unaskable: 0, settings: {}, pattern: '' },
    models: [0, 1].map((model) => ({
      ...{ key: `m${model}`, title: `Model ${model}`, kind: 'base', price: null },
      ref: { service: 'gemini-api', name: `models/m${model}` },
    })),
    ...{ costLimit: null, state: 'done', waiting: null },
  };
  const rows = Array.from({ length: ROWS }, (_, index): EvaluationRow => ({
    ...{ evaluationId: evaluation.id, datasetId: 'dataset', index, position: index, expected: `right ${index}` },
    turns: [{ role: 'user', parts: [{ kind: 'text', text: `Stone ${index}?` }] }],
    asks: [`${index}/0`, `${index}/1`],
  }));
  await addEvaluation(evaluation, rows);
  const usage = { promptTokens: 1, answerTokens: 1, thoughtTokens: null, cachedTokens: null };
  for (const { index, asks } of rows) {
    for (const [model, fingerprint] of asks.entries()) {
      await saveAnswer({
        ...{ datasetId: 'dataset', fingerprint, evaluationId: evaluation.id, state: 'answered', notes: [] },
        ...{ problem: null, at: 0, ms: 1, cost: null, lost: 0, sealed: null },
        answer: {
          ...{ text: said(model, index), other: [], finishReason: 'STOP', blockReason: null, usage },
          modelVersion: null,
        },
      });
    }
  }
  return { evaluation, rows };
}

async function judge(evaluation: Evaluation, change: Partial<AnswerJudging> = {}): Promise<AnswerJudging> {
  const judging: AnswerJudging = {
    ...{ id: crypto.randomUUID(), datasetId: 'dataset', evaluationId: evaluation.id, createdAt: 1, judge: DECISIONS },
    ...{ rubric: RUBRIC, questions: readRubric(RUBRIC), reference: false, against: 1, costLimit: null },
    ...{ state: 'running', waiting: null },
    ...change,
  };
  await addJudging(judging);
  runner.wakeUp();
  const deadline = Date.now() + 20_000;
  while ((await getJudging(judging.id))?.state !== 'done') {
    if (Date.now() > deadline) throw new Error('the judge never came to an end');
    await new Promise((resolve) => setTimeout(resolve, 1));
    await clock.step();
  }
  return judging;
}

async function score(judging: AnswerJudging, rows: readonly EvaluationRow[], human = NOBODY) {
  const answers = await readAnswers(
    'dataset',
    rows.flatMap(({ asks }) => asks),
  );
  const cases = judgeCases(answeredRows(rows, answers), 2, judging);
  const verdicts = await readAnswers(
    'dataset',
    cases.map(({ fingerprint }) => fingerprint),
  );
  return {
    answers,
    cases,
    verdicts,
    scores: scoreJudging(judging, { rows: answeredRows(rows, answers), models: 2, verdicts, human }),
  };
}

const paid = (path = /decisions/): number =>
  emulator.requests.filter((request) => path.test(request.path) && request.status === 200).length;

/** The text between the marks of the nth answer. */
function shown(input: string): readonly string[] {
  return [...input.matchAll(/begin answer[^\]]*\]\n([^]*?)\n\[/g)].map((match) => match[1] ?? '');
}

/** Sure where an answer is right, and fond of the first place. */
function decideByTruth(): void {
  emulator.state.decisions.decide = ({ type, input, outcomes }) => {
    const right = shown(input).map((answer) => answer.startsWith('right'));
    if (type === 'choice') return [right[0] ? 8 : 2, right[1] ? 6 : 1, 1];
    if (type === 'noul') return right[0] ? [9, 1] : [2, 8];
    return outcomes.map((_, level) => (level === (right[0] ? 2 : 0) ? 1 : 0));
  };
}

describe('a judge', () => {
  it('is asked once about each answer and twice about each pair, though requests fail, and costs nothing again', async () => {
    const { evaluation, rows } = await answered();
    decideByTruth();
    emulator.faults.random(2, 0.2, [{ kind: 'rate-limit', retryAfterMs: 1_000 }, 'internal', 'unavailable', 'html']);
    const judging = await judge(evaluation);
    emulator.faults.clear();
    expect(paid()).toBe(4 * ROWS);
    const { scores } = await score(judging, rows);
    expect(scores).toMatchObject({ requests: 4 * ROWS, answered: 4 * ROWS, failed: 0, blocked: 0, unreadable: 0 });
    expect(scores.cost).toBeGreaterThan(0);
    const [right, clear, better] = scores.questions;
    expect(right?.models.map(({ figure }) => figure?.value)).toEqual([
      expect.closeTo(0.2, 5),
      expect.closeTo((0.2 + 2 * 0.9) / 3, 5),
    ]);
    expect(right?.comparison?.difference).toBeCloseTo(0.466667, 4);
    expect(clear?.models[1]?.shares.map((each) => Number(each.toFixed(3)))).toEqual([0.333, 0, 0.667]);
    expect(better?.models[0]?.rows).toBe(ROWS);
    // Wrong answers on both sides: the judge takes the first one in either order, which is no verdict.
    expect(better?.orders).toEqual({ pairs: ROWS, same: (2 * ROWS) / 3 });
    await judge(evaluation);
    expect(paid()).toBe(4 * ROWS);
    await judge(evaluation, { reference: true });
    expect(paid()).toBe(8 * ROWS);
  });

  it('says before it runs what it would cost, and that the second time is free', async () => {
    const { evaluation, rows } = await answered();
    const draft = { judge: DECISIONS, questions: readRubric(RUBRIC), reference: false, against: 1 };
    const answers = await readAnswers(
      'dataset',
      rows.flatMap(({ asks }) => asks),
    );
    const cases = judgeCases(answeredRows(rows, answers), 2, draft);
    const before = judgingCost(cases, new Map(), DECISIONS);
    expect(before).toMatchObject({ requests: 4 * ROWS, known: 0, tooLong: 0 });
    const judging = await judge(evaluation, draft);
    const { scores, verdicts } = await score(judging, rows);
    // The emulated service counts four characters a token.
    expect((before.dollars ?? 0) / (scores.cost ?? 1)).toBeGreaterThan(0.7);
    expect((before.dollars ?? 0) / (scores.cost ?? 1)).toBeLessThan(2);
    expect(judgingCost(cases, verdicts, DECISIONS)).toMatchObject({ requests: 0, known: 4 * ROWS, dollars: 0 });
  });

  it('lists what the service blocks, and leaves it out of the figures', async () => {
    const { evaluation, rows } = await answered();
    emulator.state.decisions.blocks = (input) => (input.includes('Stone 7?') ? 'PROHIBITED_CONTENT' : null);
    const { scores } = await score(await judge(evaluation), rows);
    expect(scores).toMatchObject({ answered: 4 * ROWS, blocked: 4, unreadable: 0 });
    expect(scores.questions.map(({ models }) => models[0]?.rows)).toEqual([ROWS - 1, ROWS - 1, ROWS - 1]);
  });

  it('may be any model that writes JSON, and what it writes otherwise is no verdict', async () => {
    const { evaluation, rows } = await answered();
    emulator.state.says = (prompt) => {
      if (prompt.includes('Stone 3?')) return 'I would say yes.';
      const outcome = shown(prompt)[0]?.startsWith('right') ? 'Yes' : 'No';
      return JSON.stringify({ q1: { outcome, probability: 0.8 } });
    };
    const questions = readRubric('Is it right?');
    const judging = await judge(evaluation, { judge: MODEL, questions });
    expect(paid(/flash-lite:.*generateContent/i)).toBe(2 * ROWS);
    const asked = emulator.requests.findLast(({ path }) => /generateContent/i.test(path));
    expect(asked?.body).toContain('"responseMimeType":"application/json"');
    const { scores } = await score(judging, rows);
    expect(scores).toMatchObject({ requests: 2 * ROWS, answered: 2 * ROWS, unreadable: 2 });
    expect(scores.questions[0]?.models[0]?.figure?.value).toBeCloseTo(0.2, 9);
  });

  it('is measured by people’s votes, each of which counts for whichever judge is asked', async () => {
    const { evaluation, rows } = await answered();
    decideByTruth();
    const judging = await judge(evaluation);
    const [right] = judging.questions;
    if (!right) throw new Error('the rubric asks nothing');
    const votes = new Map(
      rows.flatMap((row) =>
        [0, 1].map((model) => {
          const answer = said(model, row.index);
          return [voteKey(right, row, [answer]), answer.startsWith('right') ? 0 : 1] as const;
        }),
      ),
    );
    // In every third row both are wrong; people see no difference there, and the judge's two orders are at odds.
    const preferences = new Map(rows.map(({ index }) => [index, index % 3 === 0 ? 2 : 1]));
    const human = { votes, preferences };
    const { scores } = await score(judging, rows, human);
    expect(scores.questions[0]?.calibration).toMatchObject({ votes: 2 * ROWS, agreement: 1, kappa: 1, f1: 1 });
    expect(scores.questions[0]?.doubt).toBeNull();
    expect(scores.questions[1]?.doubt).toBe('no-votes');
    expect(scores.questions[2]?.calibration?.agreement).toBeCloseTo(2 / 3, 9);
    expect(scores.questions[2]?.doubt).toBe('disagrees');
    const other = await judge(evaluation, { reference: true });
    expect((await score(other, rows, human)).scores.questions[0]?.calibration?.votes).toBe(2 * ROWS);
  });

  it('goes with its evaluation, and its verdicts stay', async () => {
    const { evaluation, rows } = await answered();
    const judging = await judge(evaluation, { questions: readRubric('Is it right?') });
    const { cases } = await score(judging, rows);
    await removeEvaluation(evaluation.id);
    expect(await getJudging(judging.id)).toBeUndefined();
    const kept = await readAnswers(
      'dataset',
      cases.map(({ fingerprint }) => fingerprint),
    );
    expect(kept.size).toBe(2 * ROWS);
  });
});
