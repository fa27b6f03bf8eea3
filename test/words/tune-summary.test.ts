import { describe, expect, it } from 'vitest';
import { timeWords } from '../../src/words/tune-summary.ts';

const MINUTE = 60_000;

describe('the time that a job will take, in words', () => {
  it.each([
    [null, 'How long it takes is not known: no job of yours has succeeded there yet.'],
    [
      { low: 20 * MINUTE, high: 80 * MINUTE, jobs: 2, sameModel: true },
      'About 20 min to 1 h 20 min, going by 2 jobs of yours with this model.',
    ],
    [
      { low: 5 * MINUTE, high: 5 * MINUTE, jobs: 1, sameModel: false },
      'About 5 min, going by 1 job of yours with other models there.',
    ],
  ])('%o', (time, words) => {
    expect(timeWords(time)).toBe(words);
  });
});
