import '../../../support/fake-browser.ts';
import { beforeEach, expect, it } from 'vitest';
import { modelKey, type ServedModel } from '../../../../src/core/tuning/model-ref.ts';
import type { SampleWish } from '../../../../src/core/evaluation/evaluation.ts';
import { listEvaluationRows } from '../../../../src/store/evaluation/evaluations.ts';
import { setMark } from '../../../../src/store/versions/marks.ts';
import scoreEvaluation from '../../../../workers/rows/passes/score-evaluation.ts';
import startEvaluation from '../../../../workers/rows/passes/start-evaluation.ts';
import { runInNode } from '../../../support/run-in-node.ts';
import { datasetOf, emptyDatabase, importRows } from '../../../support/stored.ts';

beforeEach(emptyDatabase);

const MODEL: ServedModel = { service: 'gemini-api', name: 'models/m' };
const ROWS = Array.from({ length: 60 }, (_, n) => JSON.stringify({ a: `Stone ${n}?`, b: n }));

async function start(versionId: string, sample: SampleWish) {
  const id = crypto.randomUUID();
  const ran = await runInNode(startEvaluation, {
    ...{
      id,
      createdAt: 0,
      versionId,
      sample,
      settings: {},
      pattern: '',
      costLimit: null,
      state: 'running',
      waiting: null,
    },
    models: [{ key: modelKey(MODEL), title: 'M', ref: MODEL, kind: 'base', price: null }],
  });
  return { id, ran, rows: await listEvaluationRows(id) };
}

it('draws the same rows for the same seed, in the order of the version, with what they ask', async () => {
  const version = await importRows(ROWS, { blockBytes: 300 });
  const wish = { split: null, size: 10, seed: 4 };
  const [one, other] = [await start(version.id, wish), await start(version.id, wish)];
  expect(one.ran).toMatchObject({ ok: true, value: { led: { output: { rows: 10, unaskable: 0, versionNumber: 1 } } } });
  const positions = one.rows.map(({ position }) => position);
  expect(positions).toEqual([...positions].sort((a, b) => a - b));
  expect(new Set(positions).size).toBe(10);
  expect(other.rows.map(({ position }) => position)).toEqual(positions);
  expect(other.rows.map(({ asks }) => asks)).toEqual(one.rows.map(({ asks }) => asks));
  expect((await start(version.id, { ...wish, seed: 5 })).rows.map(({ position }) => position)).not.toEqual(positions);
  for (const { position, turns, expected } of one.rows) {
    expect(JSON.stringify(turns)).toContain(`Stone ${position}?`);
    expect(expected).toBeNull();
  }
  const scored = await runInNode(scoreEvaluation, one.id);
  expect(scored).toMatchObject({ ok: true, value: { led: { output: { metrics: [], comparisons: [] } } } });
});

it('takes the rows of a split alone', async () => {
  const { datasetId } = await importRows(ROWS);
  const { seq } = await datasetOf(datasetId);
  const rows = Uint32Array.of(3, 30, 59);
  const marked = await setMark(datasetId, seq, {
    name: 'split',
    dictionary: ['test'],
    rows,
    values: Uint16Array.of(1, 1, 1),
  });
  const { id } = marked.ok ? marked.value : { id: '' };
  const held = await start(id, { split: { mark: 'split', value: 'test' }, size: 200, seed: 1 });
  expect(held.rows.map(({ position }) => position)).toEqual([3, 30, 59]);
});

it('says where no row has a question', async () => {
  const version = await importRows(['{"b":1}', '{"b":2}']);
  expect((await start(version.id, { split: null, size: null, seed: 1 })).ran).toMatchObject({ ok: false });
});
