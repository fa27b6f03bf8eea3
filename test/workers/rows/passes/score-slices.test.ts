import '../../../support/fake-browser.ts';
import { beforeEach, expect, it } from 'vitest';
import type { Evaluation } from '../../../../src/core/evaluation/evaluation.ts';
import { addEvaluation } from '../../../../src/store/evaluation/evaluations.ts';
import { saveAnswer } from '../../../../src/store/evaluation/stored-answers.ts';
import scoreSlices from '../../../../workers/rows/passes/score-slices.ts';
import { importFile, importFiles } from '../../../support/import-file.ts';
import { runInNode } from '../../../support/run-in-node.ts';
import { emptyDatabase } from '../../../support/stored.ts';

beforeEach(emptyDatabase);

const LINES = Array.from({ length: 40 }, (_, n) =>
  JSON.stringify({ a: `Ticket ${n}`, b: n % 2 === 0 ? 'refund' : 'billing' }),
);

it('knows the marks of the version that was asked, also of rows that were added to it', async () => {
  const first = await importFile('a.jsonl', LINES.slice(0, 30));
  if (!first.ok) throw new Error(first.failure.kind);
  const { datasetId } = first.value;
  const added = await importFiles([{ name: 'test.jsonl', lines: LINES.slice(30), side: 'test' }], datasetId);
  if (!added.ok) throw new Error(added.failure.kind);
  const evaluation: Evaluation = {
    ...{ id: 'e', datasetId, createdAt: 0, versionId: added.value.version.id, versionNumber: 2, digest: '' },
    ...{ sample: { split: null, size: null, seed: 1 }, settings: {}, pattern: '', costLimit: null, state: 'done' },
    ...{ models: [{ key: 'm', title: 'm', ref: { service: 'gemini-api', name: 'm' }, kind: 'base', price: null }] },
    ...{ rows: LINES.length, unaskable: 0, waiting: null },
  };
  const rows = LINES.map((line, index) => ({
    ...{ evaluationId: 'e', datasetId, index, position: index, asks: [`a${index}`] },
    ...{ turns: [{ role: 'user', parts: [{ kind: 'text', text: `Ticket ${index}` }] }] as const },
    expected: (JSON.parse(line) as { b: string }).b,
  }));
  await addEvaluation(evaluation, rows);
  const usage = { promptTokens: 1, answerTokens: 1, thoughtTokens: null, cachedTokens: null };
  for (const { index } of rows) {
    await saveAnswer({
      ...{ datasetId, fingerprint: `a${index}`, evaluationId: 'e', state: 'answered', notes: [], problem: null },
      ...{ at: 0, ms: 1, cost: null, lost: 0, sealed: null },
      answer: { text: 'refund', other: [], finishReason: 'STOP', blockReason: null, usage, modelVersion: null },
    });
  }
  const ran = await runInNode(scoreSlices, 'e');
  const slices = ran.ok ? ran.value.led.output.slices : undefined;
  expect(slices?.map(({ of, rows: inside, estimates }) => [of.kind, inside.length, estimates[0]?.value])).toEqual([
    ['label', 20, 1],
    ['label', 20, 0],
    ['mark', 10, 0.5],
  ]);
});
