import { expect, it } from 'vitest';
import type { Headroom } from '../../src/core/insight/headroom.ts';
import { headroomWords } from '../../src/words/insight-words.ts';

const HEADROOM: Headroom = {
  ...{ metric: 'normalised-match', rows: 200, verdict: 'enough' },
  zeroShot: { value: 0.4, interval: { low: 0.33, high: 0.47 } },
  fewShot: { value: 0.96, interval: null },
};

it.each([
  ['few-rows', /^Only 200 rows: too few/],
  ['enough', /^Don’t tune for this: the base model already gets 40\.0% \[33\.0–47\.0%\]/],
  ['examples', /^Don’t tune yet: with examples in the prompt the base model gets 96\.0% instead of 40\.0%/],
  ['examples-help', /^Examples in the prompt help: 96\.0%/],
  ['unasked', /make a few-shot pack/],
  ['room', /Tuning is worth a try\.$/],
] as const)('of %s says what to do', (verdict, words) => {
  expect(headroomWords({ ...HEADROOM, verdict })).toMatch(words);
});
