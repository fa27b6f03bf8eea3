import '../../support/fake-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Answer, GenerationRequest } from '../../../src/core/tuning/generation.ts';
import type { ServedModel } from '../../../src/core/tuning/model-ref.ts';
import type { ServiceProblem } from '../../../src/core/tuning/service-problem.ts';
import { Bench } from '../../../src/state/test/bench.svelte.ts';
import type { Google } from '../../../src/state/settings/google.svelte.ts';
import type { KnownModel } from '../../../src/state/tune/known-models.ts';
import type { Notices } from '../../../src/state/frame/notices.svelte.ts';
import { getPack, savePack } from '../../../src/store/google/packs.ts';
import { listTrials } from '../../../src/store/google/trials.ts';
import { emptyDatabase } from '../../support/stored.ts';
import { makePack, makeProblem } from '../../support/tuning-jobs.ts';

interface Call {
  readonly model: string;
  readonly grow: (text: string) => void;
  readonly end: (text: string) => void;
  readonly refuse: (problem: ServiceProblem) => void;
  readonly request: GenerationRequest;
}

let calls: Call[];
let stopped: string[];
let endKeeping: () => void;

beforeEach(async () => {
  await emptyDatabase();
  [calls, stopped] = [[], []];
});

function answerOf(text: string): Answer {
  const usage = { promptTokens: 1, answerTokens: 1, thoughtTokens: null, cachedTokens: null };
  return { text, other: [], finishReason: 'STOP', blockReason: null, usage, modelVersion: null };
}

/** A bench whose models answer when they are told to. */
function benchOf(...names: readonly string[]): Bench {
  const byCall = new Map<string, string>();
  const api = {
    generate: (id: string, model: ServedModel, request: GenerationRequest, take: (answer: Answer) => void) => {
      byCall.set(id, model.name);
      return new Promise((resolve) => {
        const end = (text: string) => resolve({ ok: true, value: { ...answerOf(text), notes: [] } });
        const refuse = (problem: ServiceProblem) => resolve({ ok: false, failure: { kind: 'service', problem } });
        calls.push({ model: model.name, request, end, refuse, grow: (text) => take(answerOf(text)) });
      });
    },
    keep: () =>
      new Promise((resolve) => {
        endKeeping = () => resolve({ ok: true, value: { name: 'cachedContents/1', expireTime: null, tokens: null } });
      }),
    stop: (id: string) => {
      stopped.push(byCall.get(id) ?? '');
      return Promise.resolve({ ok: true, value: undefined });
    },
  };
  const google = { call: (invoke: (to: typeof api) => unknown) => invoke(api) };
  const notices = { attempt: (act: () => Promise<void>) => act() };
  // The casts: a bench asks for nothing else of them.
  const bench = new Bench(null, google as unknown as Google, notices as unknown as Notices);
  bench.models = names.map(modelOf);
  bench.prompt = 'first';
  return bench;
}

function modelOf(name: string): KnownModel {
  return { key: name, title: name, ref: { service: 'gemini-api', name }, kind: 'base', job: null };
}

function textsOf({ answers }: Bench): (string | undefined)[] {
  return answers.map((each) => each?.answer?.text);
}

function call(model: string): Call {
  const found = calls.find((each) => each.model === model);
  if (!found) throw new Error(`${model} is not asked`);
  return found;
}

it('keeps what was asked, whatever is typed while models answer', async () => {
  const bench = benchOf('a', 'b');
  const running = bench.run();
  bench.prompt = 'second';
  bench.settings = { temperature: 2 };
  call('a').end('of a');
  call('b').end('of b');
  await running;
  const [trial] = await listTrials(null);
  expect(trial).toMatchObject({ prompt: 'first', settings: {} });
  expect(trial?.answers.map(({ title, answer }) => [title, answer?.text])).toEqual([
    ['a', 'of a'],
    ['b', 'of b'],
  ]);
});

it('shows each answer under its own model where columns go or change meanwhile', async () => {
  const bench = benchOf('a', 'b', 'c');
  const running = bench.run();
  bench.removeColumn(0);
  call('c').grow('so far of c');
  expect(textsOf(bench)).toEqual([undefined, 'so far of c']);
  bench.choose(0, modelOf('d'));
  expect(stopped).toEqual(['a', 'b']);
  for (const model of ['a', 'b', 'c']) call(model).end(`of ${model}`);
  await running;
  expect(textsOf(bench)).toEqual([undefined, 'of c']);
  const [trial] = await listTrials(null);
  expect(trial?.answers.map(({ title, answer }) => [title, answer?.text])).toEqual([
    ['a', 'of a'],
    ['b', 'of b'],
    ['c', 'of c'],
  ]);
});

it('an answer does not stay when another model is chosen in its place', async () => {
  const bench = benchOf('a', 'b');
  const running = bench.run();
  for (const model of ['a', 'b']) call(model).end(`of ${model}`);
  await running;
  bench.choose(1, modelOf('c'));
  expect(textsOf(bench)).toEqual(['of a', undefined]);
});

it('asks nothing any more that is stopped while its pack is being kept', async () => {
  const base: ServedModel = { service: 'gemini-api', name: 'models/gemini-3.5-flash' };
  const ref = { pack: 'p', base };
  await savePack({
    ...{ id: 'p', name: 'pack', datasetId: 'd', versionId: 'v', digest: '', baseModel: base, instructions: '' },
    ...{ examples: [], tokens: 9, seed: 1, createdAt: 0, settings: {}, keep: true, kept: null },
  });
  const bench = benchOf();
  bench.models = [{ key: 'p', title: 'pack', ref, kind: 'tuned', job: null }];
  const running = bench.run();
  await expect.poll(() => endKeeping).toBeDefined();
  bench.stop();
  endKeeping();
  await running;
  expect(calls).toEqual([]);
  expect(bench.answers[0]?.state).toBe('stopped');
});

const TURN = { role: 'user', parts: [{ kind: 'text', text: 'earlier' }] } as const;

it('knows what stands answered, whatever is asked next', async () => {
  const bench = benchOf('a');
  bench.system = 'Be brief.';
  bench.expected = { text: 'one', calls: [] };
  const running = bench.run();
  call('a').end('of a');
  await running;
  bench.prompt = 'second';
  bench.expected = { text: 'two', calls: [] };
  expect(bench.asked).toEqual({
    turns: [
      { role: 'system', parts: [{ kind: 'text', text: 'Be brief.' }] },
      { role: 'user', parts: [{ kind: 'text', text: 'first' }] },
    ],
    expected: { text: 'one', calls: [] },
  });
});

it('asks again what was asked before, with the turns before it and none of another question', async () => {
  const bench = benchOf('a');
  bench.before = [TURN];
  const running = bench.run();
  call('a').end('of a');
  await running;
  const [trial] = await listTrials(null);
  if (!trial) throw new Error('nothing is kept');
  bench.before = [];
  bench.prompt = 'other';
  bench.repeat(trial);
  expect(bench.turns).toEqual([TURN, { role: 'user', parts: [{ kind: 'text', text: 'first' }] }]);
  const { before, ...plain } = trial;
  expect(before).toEqual([TURN]);
  bench.repeat(plain);
  expect(bench.turns).toEqual([{ role: 'user', parts: [{ kind: 'text', text: 'first' }] }]);
});

describe('a pack that another key has kept', () => {
  const pack = makePack({ keep: true, kept: { name: 'cachedContents/of-another', ends: Date.now() + 3_600_000 } });
  const ref = { pack: pack.id, base: pack.baseModel };

  async function ask(problem: ServiceProblem, isGone = false): Promise<Bench> {
    await savePack(pack);
    const bench = benchOf();
    bench.models = [{ key: pack.id, title: 'pack', ref, kind: 'tuned', job: null }];
    const running = bench.run();
    await expect.poll(() => calls).toHaveLength(1);
    expect(calls[0]?.request).toMatchObject({ cached: 'cachedContents/of-another' });
    calls[0]?.refuse(problem);
    if (isGone) {
      await expect.poll(() => calls).toHaveLength(2);
      calls[1]?.end('of the whole pack');
    }
    await running;
    return bench;
  }

  it.each([
    ['it may not be used', { kind: 'forbidden', status: 403 }],
    ['it is not there', { kind: 'not-found', status: 404 }],
    ['it is over', { kind: 'invalid', status: 400, raw: 'Cache content 7 is expired.' }],
  ] as const)('is sent whole, and not asked for there any more, where %s', async (_, refusal) => {
    const bench = await ask(makeProblem({ ...refusal, outcome: 'refused' }), true);
    expect(textsOf(bench)).toEqual(['of the whole pack']);
    expect(calls[1]?.request.cached).toBeUndefined();
    expect(calls[1]?.request.turns).toHaveLength(3);
    expect((await getPack(pack.id))?.kept).toBeNull();
  });

  it.each([
    ['may have been answered', { status: 503 }],
    ['was refused for another reason', { kind: 'invalid', status: 400, raw: 'topK is 0', outcome: 'refused' }],
  ] as const)('is not asked twice where the first %s', async (_, problem) => {
    const bench = await ask(makeProblem(problem));
    expect([calls.length, bench.answers[0]?.state]).toEqual([1, 'failed']);
    expect((await getPack(pack.id))?.kept).toEqual(pack.kept);
  });
});
