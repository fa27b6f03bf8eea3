import { defineStep } from '../recipe/step.ts';
import { idsOfRun } from '../version/segments.ts';

export default defineStep({
  id: 'take-first-rows',
  version: 1,
  title: 'Take first rows',
  summary: 'Keeps the first rows and removes the rest.',
  group: 'Order and sample',
  keywords: ['sample', 'limit', 'head', 'subset', 'top', 'first n', 'truncate', 'delete rows'],
  params: {
    count: { type: 'number', label: 'Rows', initial: 1000, min: 1, max: 100_000_000, help: 'How many rows to keep.' },
  },
  examples: [
    {
      params: { count: 2 },
      before: [{ input: 'one' }, { input: 'two' }, { input: 'three' }],
      after: [{ input: 'one' }, { input: 'two' }, null],
    },
  ],
  prepare({ count }) {
    return {
      decide: (_, rows) => ({
        drop: { rows: idsOfRun(count, Math.max(0, rows - count)), reasons: [`after row ${count}`] },
      }),
    };
  },
});
