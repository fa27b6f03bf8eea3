import { expect, it } from 'vitest';
import type { Headroom } from '../../src/core/insight/headroom.ts';
import type { LearningCurve } from '../../src/core/insight/learning-curve.ts';
import { curveWords, headroomWords } from '../../src/words/insight-words.ts';

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

const point = (at: number | null, value: number) => ({
  ...{ model: 0, at },
  estimate: { value, interval: { low: value - 0.05, high: value + 0.05 } },
});
const ROWS: LearningCurve = {
  ...{ by: 'rows', metric: 'accuracy', verdict: 'rising', chosen: 2 },
  points: [point(0, 0.2), point(500, 0.6), point(1_000, 0.8)],
};
const CHECKPOINTS: LearningCurve = {
  ...{ by: 'checkpoints', metric: 'accuracy', verdict: 'keep-earlier', chosen: 0 },
  points: [point(1, 0.9), point(null, 0.7)],
};

it.each([
  [ROWS, 'few-rows', /^Too few answers to compare: ask at least 30 rows\.$/],
  [
    ROWS,
    'rising',
    /^More rows still help: 80\.0% \[75\.0–85\.0%\] with 1,000 rows, 60\.0% \[55\.0–65\.0%\] with 500 rows \(Accuracy\)\./,
  ],
  [ROWS, 'slowing', /^The last rows hardly helped: .*unlikely to pay\.$/],
  [ROWS, 'unclear', /^Not clear yet: .*ask more rows to tell\.$/],
  [ROWS, 'level', /^More rows made no difference: .* with 1,000 rows, .* with 500 rows/],
  [ROWS, 'falling', /^Worse with more rows: .*Look at what was added\.$/],
  [CHECKPOINTS, 'keep-last', /^Keep the last one: 70\.0%/],
  [
    CHECKPOINTS,
    'keep-earlier',
    /^Keep the checkpoint after epoch 1: 90\.0% \[85\.0–95\.0%\], against 70\.0% .* at the end \(Accuracy\)\. Train for fewer epochs/,
  ],
] as const)('a curve says what to do (%#)', (curve, verdict, words) => {
  expect(curveWords({ ...curve, verdict })).toMatch(words);
});
