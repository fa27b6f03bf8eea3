import { expect, it } from 'vitest';
import { catalogue } from '../../../../src/core/models/index.ts';
import { billedCost } from '../../../../src/core/tuning/cost/billed-cost.ts';
import { makeJob, makeReading } from '../../../support/tuning-jobs.ts';

const data = {
  ...{ examples: 1, billableTokens: 2_500_000, steps: 1, inputTokens: null, outputTokens: null, truncated: 0 },
  ...{ truncatedLines: [], droppedLines: [] },
};

it('is what the service counted, at the price of the base model', () => {
  const job = makeJob({ reading: makeReading({ baseModel: 'gemini-3.1-flash-lite', data }) });
  // $3 for a million training tokens.
  expect(billedCost(job, catalogue)).toMatchObject({
    ...{ tokens: 2_500_000, cost: 7.5 },
    source: expect.stringContaining('2026-09') as string,
  });
});

it('has no price where none is known, and is not known before the service has counted', () => {
  expect(billedCost(makeJob({ reading: makeReading({ baseModel: 'new', data }) }), catalogue)).toEqual({
    ...{ tokens: 2_500_000, cost: null, source: '' },
  });
  expect(billedCost(makeJob({ reading: makeReading() }), catalogue)).toBeNull();
});
