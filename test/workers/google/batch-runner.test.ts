import '../../support/fake-browser.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Batch, refuseBatch } from '../../../src/core/evaluation/batch.ts';
import type { Evaluation, StoredAnswer } from '../../../src/core/evaluation/evaluation.ts';
import { fingerprintOf } from '../../../src/core/evaluation/fingerprint.ts';
import type { Turn } from '../../../src/core/example/example.ts';
import { modelKey, type ServedModel } from '../../../src/core/tuning/model-ref.ts';
import { nextPacificMidnight } from '../../../src/core/tuning/pacific-midnight.ts';
import type { ServiceProblem } from '../../../src/core/tuning/service-problem.ts';
import { Batches } from '../../../src/services/gemini-api/inline-batches.ts';
import { GoogleClient } from '../../../src/services/google-client.ts';
import { ServiceError } from '../../../src/services/service-error.ts';
import { listBatches } from '../../../src/store/evaluation/stored-batches.ts';
import { addEvaluation, getEvaluation } from '../../../src/store/evaluation/evaluations.ts';
import { readAnswers } from '../../../src/store/evaluation/stored-answers.ts';
import { BatchRunner } from '../../../workers/google/batch-runner.ts';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import { DEFAULTS } from '../../emulator/settings.ts';
import { freeLocks } from '../../support/fake-browser.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';
import { emptyDatabase } from '../../support/stored.ts';

const MODEL: ServedModel = { service: 'gemini-api', name: 'models/gemini-3.5-flash' };
const ROWS = 12;

let emulator: Emulator;
let clock: SteppedClock;
let runner: BatchRunner;
let batches: Batches;

beforeEach(async () => {
  await emptyDatabase();
  emulator = await startEmulator();
  emulator.clock.speed = 0;
  emulator.state.batchMs = 3_600_000;
  clock = new SteppedClock((ms) => emulator.clock.advance(ms), emulator.clock.now());
  batches = new Batches(
    new GoogleClient({
      secrets: () => ({ geminiKey: DEFAULTS.key, accessToken: null }),
      originOf: (host) => emulator.originOf(host),
      isOff: () => false,
      log: () => undefined,
    }),
  );
  runner = runnerOver({});
});
afterEach(async () => {
  freeLocks();
  await emulator.close();
});

function runnerOver(change: Partial<Pick<Batches, 'create' | 'find'>>): BatchRunner {
  const source = {
    can: () => true,
    create: batches.create.bind(batches),
    read: batches.read.bind(batches),
    find: batches.find.bind(batches),
    cancel: batches.cancel.bind(batches),
    ...change,
  };
  return new BatchRunner(source, () => undefined, clock);
}

async function evaluation(): Promise<Evaluation> {
  const made: Evaluation = {
    ...{ id: 'e', datasetId: 'd', createdAt: 0, versionId: 'v', versionNumber: 1, digest: '', rows: ROWS },
    ...{ sample: { split: null, size: null, seed: 1 }, unaskable: 0, settings: {}, pattern: '', costLimit: null },
    models: [{ key: modelKey(MODEL), title: 'M', ref: MODEL, kind: 'base' as const, price: { input: 1, output: 10 } }],
    ...{ state: 'paused', waiting: { kind: 'batch' } },
  };
  const rows = Array.from({ length: ROWS }, (_, index) => {
    const turns: readonly Turn[] = [{ role: 'user', parts: [{ kind: 'text', text: `Stone ${index % 10}?` }] }];
    const asks = [fingerprintOf({ model: MODEL, request: { turns, settings: {} } })];
    return { evaluationId: 'e', datasetId: 'd', index, position: index, turns, expected: null, asks };
  });
  await addEvaluation(made, rows);
  return made;
}

async function answers(): Promise<readonly StoredAnswer[]> {
  const [batch] = await listBatches('d', 'e');
  return [...(await readAnswers('d', batch?.fingerprints ?? [])).values()];
}

const created = (): number =>
  emulator.requests.filter(({ path, status }) => path.endsWith(':batchGenerateContent') && status === 200).length;
const states = async (): Promise<readonly string[]> => (await listBatches('d', 'e')).map(({ state }) => state);

it('sends each question once, follows the batch, and stores its answers at half the price', async () => {
  const { id } = await evaluation();
  await runner.start(id);
  expect([created(), await states()]).toEqual([1, ['running']]);
  expect((await answers()).map(({ state }) => state)).toEqual(Array(10).fill('batched'));
  expect(await getEvaluation(id)).toMatchObject({ state: 'paused', waiting: { kind: 'batch' } });
  // Nothing is sent twice, whoever starts it again.
  await runner.start(id);
  await runnerOver({}).start(id);
  expect(created()).toBe(1);
  await clock.until(async () => (await states())[0] === 'ended');
  const all = await answers();
  expect(all.every(({ state, answer }) => state === 'answered' && answer?.text !== '')).toBe(true);
  const usage = all[0]?.answer?.usage;
  expect(all[0]?.cost).toBeCloseTo(((usage?.promptTokens ?? 0) + (usage?.answerTokens ?? 0) * 10) / 2_000_000, 12);
  expect(await getEvaluation(id)).toMatchObject({ state: 'done', waiting: null });
  // An hour is not asked through second by second.
  expect(emulator.requests.filter(({ path }) => path.startsWith('/v1beta/batches/')).length).toBeLessThan(40);
});

it('finds a batch whose start lost its answer, and pays nothing twice', async () => {
  const { id } = await evaluation();
  emulator.faults.next({ method: 'POST', path: /:batchGenerateContent$/ }, { kind: 'drop-after' });
  await runner.start(id);
  expect(await states()).toEqual(['unknown']);
  await clock.until(async () => (await states())[0] === 'running');
  await clock.until(async () => (await states())[0] === 'ended');
  expect(emulator.state.batches.size).toBe(1);
  expect((await answers()).every(({ state }) => state === 'answered')).toBe(true);
});

it('asks the user about a batch that never turns up, and counts what may have been charged', async () => {
  const { id } = await evaluation();
  runner = runnerOver({
    create: () =>
      batches.create({ ...MODEL, name: 'models/none' }, 'x', []).catch((error: unknown) => {
        if (!(error instanceof ServiceError)) throw error;
        throw new ServiceError({ ...error.problem, kind: 'no-answer', outcome: 'unknown' });
      }),
  });
  await runner.start(id);
  await clock.until(async () => (await states())[0] === 'lost');
  expect((await answers()).every(({ state }) => state === 'batched')).toBe(true);
  const [batch] = await listBatches('d', 'e');
  await runner.giveUp(batch?.id ?? '');
  expect((await answers()).map(({ state, lost }) => [state, lost])).toEqual(Array(10).fill(['open', 1]));
  // Nobody asks them at the full price unasked.
  expect(await getEvaluation(id)).toMatchObject({ state: 'paused', waiting: null });
});

it('opens its questions again where the batch is refused or cancelled', async () => {
  const { id } = await evaluation();
  emulator.faults.next({ method: 'POST', path: /:batchGenerateContent$/ }, { kind: 'forbidden' });
  await expect(runner.start(id)).rejects.toThrow();
  expect([await states(), (await answers()).map(({ state }) => state)]).toEqual([['ended'], Array(10).fill('open')]);
  await runner.start(id);
  const batch = (await listBatches('d', 'e')).find(({ state }) => state === 'running');
  await runner.cancel(batch?.id ?? '');
  await clock.until(async () => (await states()).every((state) => state === 'ended'));
  expect((await answers()).map(({ state }) => state)).toEqual(Array(10).fill('open'));
  expect(await getEvaluation(id)).toMatchObject({ state: 'paused', waiting: null });
});

it('looks for a batch whose tab died while it was sent', async () => {
  const { id } = await evaluation();
  let arrived = (): void => undefined;
  const sent = new Promise<void>((resolve) => (arrived = resolve));
  const dying = runnerOver({
    create: async (...asked) => {
      await batches.create(...asked);
      arrived();
      return new Promise(() => undefined);
    },
  });
  void dying.start(id);
  await sent;
  expect(await states()).toEqual(['sending']);
  freeLocks();
  runner.wakeUp();
  await clock.until(async () => (await states())[0] === 'ended');
  expect(emulator.state.batches.size).toBe(1);
  expect((await answers()).every(({ state }) => state === 'answered')).toBe(true);
});

const START = { method: 'POST', path: /:batchGenerateContent$/ } as const;

it('waits where the service wants a pause before it makes a batch, and then sends it, also after a reload', async () => {
  const { id } = await evaluation();
  emulator.faults.next(START, { kind: 'rate-limit', retryAfterMs: 600_000 });
  await runner.start(id);
  const [refused] = await listBatches('d', 'e');
  expect(refused).toMatchObject({ state: 'refused', reading: null, problem: { kind: 'rate-limit' } });
  expect(refused?.dueAt).toBeGreaterThanOrEqual(clock.now() + 600_000);
  expect((await answers()).map(({ state }) => state)).toEqual(Array(10).fill('batched'));
  expect(await getEvaluation(id)).toMatchObject({ state: 'paused', waiting: { kind: 'batch' } });
  // Nobody sends its questions beside it meanwhile.
  await runner.start(id);
  expect([created(), await states()]).toEqual([0, ['refused']]);

  freeLocks();
  runner = runnerOver({});
  runner.wakeUp();
  await clock.until(async () => (await states())[0] === 'running');
  expect(clock.now()).toBeGreaterThanOrEqual(refused?.dueAt ?? Infinity);
  await clock.until(async () => (await states())[0] === 'ended');
  expect([created(), emulator.state.batches.size]).toEqual([1, 1]);
  expect((await answers()).map(({ state, lost }) => [state, lost])).toEqual(Array(10).fill(['answered', 0]));
});

it('waits for the next day where the day’s batches are used up, longer with each refusal that names no pause', async () => {
  const { id } = await evaluation();
  emulator.faults.next(START, { kind: 'daily-quota' });
  await runner.start(id);
  const [refused] = await listBatches('d', 'e');
  expect(refused?.dueAt).toBe(nextPacificMidnight(clock.now()));
  const problem = { ...refused?.problem, kind: 'rate-limit', retryAfterMs: null } as const;
  // The cast: a problem that was explained, with two members of another value.
  const waits = [0, 1, 9].map((tries) => refuseBatch({ tries } as Batch, problem as ServiceProblem, 0).dueAt);
  expect(waits).toEqual([30_000, 60_000, 300_000]);
});

it('goes on waiting, and says why, where it is refused for another reason when it is sent again', async () => {
  const { id } = await evaluation();
  emulator.faults.next(START, { kind: 'rate-limit', retryAfterMs: 1_000 });
  await runner.start(id);
  emulator.faults.next(START, { kind: 'forbidden' });
  await clock.until(async () => (await listBatches('d', 'e'))[0]?.tries === 2);
  const [batch] = await listBatches('d', 'e');
  expect(batch).toMatchObject({ state: 'refused', problem: { status: 403 } });
  expect(batch?.dueAt).toBeGreaterThan(clock.now() + 20 * 3_600_000);
  expect((await answers()).map(({ state }) => state)).toEqual(Array(10).fill('batched'));
});

it('looks for a batch before it sends it again: a refusal that was none pays nothing twice', async () => {
  const { id } = await evaluation();
  const known: ServiceProblem[] = [];
  emulator.faults.next(START, { kind: 'rate-limit', retryAfterMs: 1_000 });
  await batches.create(MODEL, 'x', []).catch((error: unknown) => {
    if (error instanceof ServiceError) known.push(error.problem);
  });
  runner = runnerOver({
    create: async (...asked) => {
      await batches.create(...asked);
      const [problem] = known;
      throw problem ? new ServiceError(problem) : new Error('nothing was refused');
    },
  });
  await runner.start(id);
  expect(await states()).toEqual(['refused']);
  await clock.until(async () => (await states())[0] === 'ended');
  expect(emulator.state.batches.size).toBe(1);
  expect((await answers()).every(({ state }) => state === 'answered')).toBe(true);
});

it('opens the questions of a batch that waits again where the user wants none, and sends it at once where they do', async () => {
  const { id } = await evaluation();
  emulator.faults.next(START, { kind: 'daily-quota' });
  await runner.start(id);
  const [first] = await listBatches('d', 'e');
  await runner.cancel(first?.id ?? '');
  expect([await states(), created()]).toEqual([['ended'], 0]);
  expect((await answers()).map(({ state, lost }) => [state, lost])).toEqual(Array(10).fill(['open', 0]));
  expect(await getEvaluation(id)).toMatchObject({ state: 'paused', waiting: null });

  emulator.faults.next(START, { kind: 'daily-quota' });
  await runner.start(id);
  const second = (await listBatches('d', 'e')).find(({ state }) => state === 'refused');
  await runner.lookAgain(second?.id ?? '');
  await clock.until(async () => (await states()).includes('running'));
  expect(clock.now()).toBeLessThan(second?.dueAt ?? 0);
  expect(created()).toBe(1);
});
