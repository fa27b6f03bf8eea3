import '../../../support/fake-browser.ts';
import { beforeEach, expect, it } from 'vitest';
import type { Pass } from '../../../../workers/rows/define-pass.ts';
import { importFormat } from '../../../support/checked-rows.ts';
import { importTemplate } from '../../../support/readme-template.ts';
import { runInNode } from '../../../support/run-in-node.ts';
import { emptyDatabase } from '../../../support/stored.ts';

beforeEach(emptyDatabase);

it('is what the README shows, and runs as it is', async () => {
  const pass = await importTemplate('workers/rows/passes/README.md');
  const texts = Array.from({ length: 300 }, (_, row) => `{"instruction": "Row ${row}", "input": "", "output": "a b"}`);
  const { id } = await importFormat(texts, 'alpaca');
  // The cast: the template says so.
  const run = await runInNode(pass as Pass<'count-words', string, unknown, unknown, number, unknown, never>, id, 2);
  expect(run).toMatchObject({ ok: true, value: { led: { output: 300 * 8 } } });
});
