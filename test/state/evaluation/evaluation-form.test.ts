import '../../support/fake-browser.ts';
import { expect, it, vi } from 'vitest';
import { ok } from '../../../src/core/failure.ts';
import type { View } from '../../../src/core/view/view.ts';
import type { App } from '../../../src/state/frame/app.ts';
import { EvaluationForm } from '../../../src/state/evaluation/evaluation-form.svelte.ts';
import { setMark } from '../../../src/store/versions/marks.ts';
import look from '../../../workers/rows/passes/look.ts';
import { runInNode } from '../../support/run-in-node.ts';
import { importRows } from '../../support/stored.ts';

// The pass itself, in this process: there are no workers here.
vi.mock('../../../src/jobs/look-rows.ts', () => ({
  lookAtRows: async (versionId: string, view: View) => {
    const ran = await runInNode(look, { versionId, view });
    return ran.ok ? ok(ran.value.led.output) : ran;
  },
}));

it('counts the rows of the part that it would ask', async () => {
  const version = await importRows(Array.from({ length: 40 }, (_, n) => JSON.stringify({ a: n })));
  const held = { rows: Uint32Array.of(3, 5, 8), values: Uint16Array.of(1, 1, 1) };
  const marked = await setMark(version.datasetId, 1, { name: 'split', dictionary: ['test'], ...held });
  if (!marked.ok) throw new Error(marked.failure.kind);
  const head = marked.value;
  // The cast: nothing else of the program takes part.
  const form = new EvaluationForm({ notices: {} } as unknown as App);
  form.countPart(head);
  expect(form.mostRows(head)).toBe(40);
  form.sample.choose({ mark: 'split', value: 'test' });
  form.countPart(head);
  await expect.poll(() => form.mostRows(head)).toBe(3);
  form.sample.size = 2;
  expect(form.mostRows(head)).toBe(2);
});
