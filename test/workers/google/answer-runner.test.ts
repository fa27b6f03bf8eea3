import '../../support/fake-browser.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Evaluation } from '../../../src/core/evaluation/evaluation.ts';
import { fingerprintOf } from '../../../src/core/evaluation/fingerprint.ts';
import type { Turn } from '../../../src/core/example/example.ts';
import { modelKey, type ServedModel } from '../../../src/core/tuning/model-ref.ts';
import { generate } from '../../../src/services/generate.ts';
import { GoogleClient } from '../../../src/services/google-client.ts';
import { changeWork } from '../../../src/store/evaluation/asked-work.ts';
import { readAnswers } from '../../../src/store/evaluation/stored-answers.ts';
import { addEvaluation, getEvaluation, listEvaluationRows } from '../../../src/store/evaluation/evaluations.ts';
import { AnswerRunner } from '../../../workers/google/answer-runner.ts';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import { DEFAULTS } from '../../emulator/settings.ts';
import { freeLocks } from '../../support/fake-browser.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';
import { emptyDatabase } from '../../support/stored.ts';

const MODELS: readonly ServedModel[] = [
  { service: 'gemini-api', name: 'models/gemini-3.5-flash' },
  { service: 'gemini-api', name: 'models/gemini-3.1-flash-lite' },
];
const PRICE = { input: 1, output: 10 };

let emulator: Emulator;
let clock: SteppedClock;

beforeEach(async () => {
  await emptyDatabase();
  emulator = await startEmulator();
  clock = new SteppedClock();
});
afterEach(async () => {
  freeLocks();
  await emulator.close();
});

/** A tab with a runner of its own. */
function runnerOf(held: { key: string; lose?: number } = { key: DEFAULTS.key }): AnswerRunner {
  const client = new GoogleClient({
    secrets: () => ({ geminiKey: held.key, accessToken: null }),
    originOf: (host) => emulator.originOf(host),
    isOff: () => false,
    log: () => undefined,
  });
  return new AnswerRunner(
    {
      can: () => held.key !== '',
      async ask(ask) {
        if (!('request' in ask)) throw new Error('no judge is asked here');
        const answer = await generate(client, ask.model, ask.request, () => undefined);
        if ((held.lose ?? 0) === 0) return answer;
        held.lose = (held.lose ?? 0) - 1;
        // What comes back to a tab that died comes to nobody.
        return new Promise(() => undefined);
      },
    },
    clock,
  );
}

async function evaluate(rows: number, change: Partial<Evaluation> = {}): Promise<Evaluation> {
  const evaluation: Evaluation = {
    ...{ id: crypto.randomUUID(), datasetId: 'dataset', createdAt: 0, versionId: 'v', versionNumber: 1, digest: '' },
    ...{ sample: { split: null, size: null, seed: 1 }, rows, unaskable: 0, settings: {}, pattern: '', costLimit: null },
    models: MODELS.map((ref) => ({ key: modelKey(ref), title: ref.name, ref, kind: 'base', price: PRICE })),
    ...{ state: 'running', waiting: null },
    ...change,
  };
  const turns = (row: number): readonly Turn[] => [{ role: 'user', parts: [{ kind: 'text', text: `Stone ${row}?` }] }];
  await addEvaluation(
    evaluation,
    Array.from({ length: rows }, (_, index) => ({
      ...{ evaluationId: evaluation.id, datasetId: 'dataset', index, position: index, turns: turns(index) },
      expected: `You said: Stone ${index}?`,
      asks: MODELS.map((model) => fingerprintOf({ model, request: { turns: turns(index), settings: {} } })),
    })),
  );
  return evaluation;
}

const stateOf = async ({ id }: Evaluation) => (await getEvaluation(id))?.state;

/** Lets time and requests pass until something is so. */
async function pass(isSo: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error('it never came to be so');
    await new Promise((resolve) => setTimeout(resolve, 1));
    await clock.step();
  }
}

async function answersOf(evaluation: Evaluation) {
  const rows = await listEvaluationRows(evaluation.id);
  const asks = rows.flatMap(({ asks: each }) => each);
  const answers = await readAnswers('dataset', [...new Set(asks)]);
  return { asks, answers: [...answers.values()] };
}

/** Requests for an answer that the service answered, and would charge for. */
function paid(): number {
  return emulator.requests.filter(({ path, status }) => /[gG]enerateContent/.test(path) && status === 200).length;
}

const FAULTS = [{ kind: 'rate-limit', retryAfterMs: 2_000 }, 'internal', 'unavailable', 'html'] as const;

describe('an evaluation', () => {
  it.each([1, 2])('pays each answer once, though one request in five fails (seed %i)', async (seed) => {
    emulator.faults.random(seed, 0.2, FAULTS);
    const evaluation = await evaluate(40);
    runnerOf().wakeUp();
    await pass(async () => (await stateOf(evaluation)) === 'done');
    const { asks, answers } = await answersOf(evaluation);
    expect(asks).toHaveLength(80);
    expect(answers.flatMap(({ problem }) => (problem ? [[problem.kind, problem.status, problem.raw]] : []))).toEqual(
      [],
    );
    expect(answers.map(({ state }) => state)).toEqual(asks.map(() => 'answered'));
    expect(paid()).toBe(80);
    for (const { answer, cost } of answers) {
      expect(answer?.modelVersion).toMatch(/gemini/);
      expect(cost).toBeGreaterThan(0);
    }
  });

  it('costs nothing the second time', async () => {
    const runner = runnerOf();
    for (const rows of [10, 10, 12]) {
      const evaluation = await evaluate(rows);
      runner.wakeUp();
      await pass(async () => (await stateOf(evaluation)) === 'done');
      expect(paid()).toBe(2 * Math.max(10, rows));
    }
  });

  it('goes on in another tab where its own died, and counts what may have been charged for nothing', async () => {
    const evaluation = await evaluate(30);
    runnerOf({ key: DEFAULTS.key, lose: 3 }).wakeUp();
    await pass(
      async () => (await answersOf(evaluation)).answers.filter(({ state }) => state === 'answered').length > 8,
    );
    clock = new SteppedClock();
    freeLocks();
    runnerOf().wakeUp();
    await pass(async () => (await stateOf(evaluation)) === 'done');
    const { answers } = await answersOf(evaluation);
    expect(answers).toHaveLength(60);
    expect(answers.every(({ state }) => state === 'answered')).toBe(true);
    const lost = answers.reduce((sum, each) => sum + each.lost, 0);
    expect(paid()).toBeLessThanOrEqual(60 + lost);
    expect(lost).toBeGreaterThanOrEqual(3);
  });

  it('keeps the pause that the service asks for, and the limit per minute that it names', async () => {
    const evaluation = await evaluate(30, {
      models: MODELS.slice(0, 1).map((ref) => ({ key: modelKey(ref), title: '', ref, kind: 'base', price: null })),
    });
    const times: number[] = [];
    runnerOf().wakeUp();
    await pass(() => paid() >= 5);
    emulator.faults.next({ path: /generateContent/i }, { kind: 'rate-limit', retryAfterMs: 5_000 });
    const before = clock.now();
    await pass(async () => {
      if ((await getEvaluation(evaluation.id))?.waiting?.kind === 'limit') times.push(clock.now());
      return (await stateOf(evaluation)) === 'done';
    });
    expect(times.length).toBeGreaterThan(0);
    expect(clock.now() - before).toBeGreaterThanOrEqual(5_000);
    expect(paid()).toBe(30);
  });

  it('is held up by no more than the pauses that the service names', async () => {
    emulator.faults.random(3, 0.2, FAULTS);
    const evaluation = await evaluate(40);
    const end = clock.now() + 90_000;
    runnerOf().wakeUp();
    while ((await stateOf(evaluation)) !== 'done' && clock.now() < end) {
      // About as fast as the emulator answers: steps from timer to timer would pass over what is under way.
      await new Promise((resolve) => setTimeout(resolve, 1));
      await clock.pass(50);
    }
    expect(await stateOf(evaluation)).toBe('done');
    expect(paid()).toBe(80);
  });

  it('stops where the day’s requests are used up, and says until when', async () => {
    const evaluation = await evaluate(5);
    emulator.faults.next({ path: /generateContent/i }, { kind: 'daily-quota' }, 20);
    runnerOf().wakeUp();
    await pass(async () => (await getEvaluation(evaluation.id))?.waiting?.kind === 'daily-quota');
    const waiting = (await getEvaluation(evaluation.id))?.waiting;
    expect(waiting?.kind === 'daily-quota' && waiting.until - clock.now()).toBeGreaterThan(0);
  });

  it('waits for the credential without failing a row', async () => {
    const evaluation = await evaluate(4);
    const held = { key: '' };
    const runner = runnerOf(held);
    runner.wakeUp();
    await pass(async () => (await getEvaluation(evaluation.id))?.waiting?.kind === 'credential');
    held.key = 'AIzaWrong0123456789';
    runner.wakeUp();
    await pass(() => emulator.requests.length > 0);
    await pass(async () => (await getEvaluation(evaluation.id))?.waiting?.kind === 'credential');
    held.key = DEFAULTS.key;
    runner.wakeUp();
    await pass(async () => (await stateOf(evaluation)) === 'done');
    expect((await answersOf(evaluation)).answers.every(({ state }) => state === 'answered')).toBe(true);
    expect(paid()).toBe(8);
  });

  it('pauses and goes on where it was, and stops before its limit of cost', async () => {
    const evaluation = await evaluate(20);
    const runner = runnerOf();
    runner.wakeUp();
    await pass(() => paid() >= 6);
    await changeWork(evaluation.id, () => ({ state: 'paused' }));
    const until = clock.now() + 60_000;
    await pass(() => clock.now() > until);
    const before = paid();
    expect(before).toBeLessThan(40);
    await changeWork(evaluation.id, () => ({ state: 'running', costLimit: 0.0005 }));
    runner.wakeUp();
    await pass(async () => (await stateOf(evaluation)) === 'paused');
    expect((await getEvaluation(evaluation.id))?.waiting).toEqual({ kind: 'cost' });
    expect(paid()).toBeLessThan(40);
    await changeWork(evaluation.id, () => ({ state: 'running', waiting: null, costLimit: null }));
    runner.wakeUp();
    await pass(async () => (await stateOf(evaluation)) === 'done');
    expect(paid()).toBe(40);
  });

  it('lists what can’t be answered, and goes on', async () => {
    const evaluation = await evaluate(6);
    emulator.faults.next({ path: /flash-lite:.*generateContent/i }, { kind: 'forbidden' }, 2);
    runnerOf().wakeUp();
    await pass(async () => (await stateOf(evaluation)) === 'done');
    const { answers } = await answersOf(evaluation);
    expect(answers.filter(({ state }) => state === 'failed')).toHaveLength(2);
    expect(answers.filter(({ state }) => state === 'answered')).toHaveLength(10);
  });
});
