import { expect, it } from 'vitest';
import type { Batch } from '../../src/core/evaluation/batch.ts';
import { batchWords } from '../../src/words/batch-words.ts';

it('says of a batch that was refused that nothing was sent, why, and when it is', () => {
  // The cast: nothing else of a batch takes part.
  const batch = {
    ...{ state: 'refused', reading: null, fingerprints: ['a', 'b'], createdAt: 0 },
    ...{ problem: { what: 'Google allows no more requests for now.' }, dueAt: Date.UTC(2026, 10, 30, 12, 5) },
  } as unknown as Batch;
  expect(batchWords(batch)).toMatch(
    /^2 questions, not sent yet and not charged\. Google allows no more requests for now\. It’s sent by itself at .*2026, \d\d:05 if this page is open\.$/,
  );
});
