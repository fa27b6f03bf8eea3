import { passes } from '../../support/workers-in-node.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { catalogue } from '../../../src/core/models/index.ts';
import { modelKey, type ServedModel } from '../../../src/core/tuning/model-ref.ts';
import type { App } from '../../../src/state/frame/app.ts';
import { Notices } from '../../../src/state/frame/notices.svelte.ts';
import { Tasks } from '../../../src/state/frame/tasks.svelte.ts';
import { canBatch, EvaluationForm } from '../../../src/state/evaluation/evaluation-form.svelte.ts';
import type { KnownModel } from '../../../src/state/tune/known-models.ts';
import { listEvaluationRows, listEvaluations } from '../../../src/store/evaluation/evaluations.ts';
import { setMark } from '../../../src/store/versions/marks.ts';
import { emptyDatabase, importRows } from '../../support/stored.ts';

beforeEach(async () => {
  passes.reset();
  await emptyDatabase();
});

function modelOf(ref: ServedModel): KnownModel {
  return { key: modelKey(ref), title: ref.name, ref, kind: 'base', job: null };
}
const MODEL = modelOf({ service: 'gemini-api', name: 'models/gemini-2.5-flash' });
const TUNED = modelOf({ service: 'gemini-api', name: 'tunedModels/mine' });

async function open() {
  const version = await importRows(Array.from({ length: 30 }, (_, row) => JSON.stringify({ a: `Stone ${row}?` })));
  const notices = new Notices();
  const tasks = new Tasks();
  /** What the worker was called for. */
  const called: string[] = [];
  const api = {
    askOn: () => called.push('askOn'),
    startBatch: () => called.push('startBatch'),
  };
  const google = { run: (invoke: (worker: typeof api) => unknown) => Promise.resolve(invoke(api)) };
  const app = { notices, tasks, google, catalogue: { current: catalogue } };
  // The cast: a form asks nothing else of them.
  const form = new EvaluationForm(app as unknown as Pick<App, 'google' | 'notices' | 'tasks' | 'catalogue'>);
  const stored = () => listEvaluations(version.datasetId);
  return { form, version, notices, tasks, called, stored };
}

describe('an evaluation', () => {
  it('is stored with its rows before anything is asked', async () => {
    const { form, version, called, stored } = await open();
    form.sample.size = 5;
    form.costLimit = 2;
    form.pattern = '^yes$';
    const evaluation = await form.start(version.id, [MODEL], {});
    expect(evaluation).toMatchObject({ rows: 5, costLimit: 2, pattern: '^yes$', state: 'running', waiting: null });
    expect(await stored()).toEqual([evaluation]);
    expect(await listEvaluationRows(evaluation?.id ?? '')).toHaveLength(5);
    expect([called, form.starting]).toEqual([['askOn'], false]);
  });

  it('is sent as a batch where all models take one, and waits for that', async () => {
    const { form, version, called } = await open();
    form.batch = true;
    form.costLimit = 2;
    const evaluation = await form.start(version.id, [MODEL], {});
    expect(evaluation).toMatchObject({ state: 'paused', waiting: { kind: 'batch' }, costLimit: null });
    expect(called).toEqual(['startBatch']);
  });

  it('is asked row by row where one of its models takes no batch', async () => {
    const { form, version, called } = await open();
    form.batch = true;
    expect(canBatch([MODEL, TUNED])).toBe(false);
    expect(await form.start(version.id, [MODEL, TUNED], {})).toMatchObject({ state: 'running' });
    expect(called).toEqual(['askOn']);
  });

  it('is started once, however often that is pressed', async () => {
    const { form, version, called, stored } = await open();
    const both = [form.start(version.id, [MODEL], {}), form.start(version.id, [MODEL], {})];
    expect(form.starting).toBe(true);
    await Promise.all(both);
    expect([(await stored()).length, called]).toEqual([1, ['askOn']]);
  });

  it('that fails is said: nothing is stored, and nothing asked', async () => {
    const { form, version, called, stored, notices } = await open();
    passes.break('start-evaluation', { kind: 'nothing-to-ask' });
    expect(await form.start(version.id, [MODEL], {})).toBeUndefined();
    expect([await stored(), called, notices.failed.length, form.starting]).toEqual([[], [], 1, false]);
    passes.reset();
    await form.start(version.id, [MODEL], {});
    expect(called).toEqual(['askOn']);
  });

  it('that is cancelled asks nothing', async () => {
    const { form, version, called, notices, tasks } = await open();
    passes.stop('start-evaluation');
    const started = form.start(version.id, [MODEL], {});
    await vi.waitUntil(() => passes.begun.length > 0);
    tasks.inTray[0]?.cancel();
    await started;
    expect([called, notices.done?.text, form.starting]).toEqual([[], 'Cancelled.', false]);
  });
});

it('counts the rows of the part that it would ask', async () => {
  const { form, version } = await open();
  const held = { rows: Uint32Array.of(3, 5, 8), values: Uint16Array.of(1, 1, 1) };
  const marked = await setMark(version.datasetId, 1, { name: 'split', dictionary: ['test'], ...held });
  if (!marked.ok) throw new Error(marked.failure.kind);
  const head = marked.value;
  form.countPart(head);
  expect(form.mostRows(head)).toBe(30);
  form.sample.choose({ mark: 'split', value: 'test' });
  form.countPart(head);
  await expect.poll(() => form.mostRows(head)).toBe(3);
  form.sample.size = 2;
  expect(form.mostRows(head)).toBe(2);
});

it('says what is wrong with a pattern', async () => {
  const { form } = await open();
  expect(form.patternFault).toBe('');
  form.pattern = '(';
  expect(form.patternFault).toBe('This isn’t a regular expression.');
  form.pattern = '(a)';
  expect(form.patternFault).toBe('');
});
