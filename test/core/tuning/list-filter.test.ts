import { expect, it } from 'vitest';
import { passesWords, readListFilter } from '../../../src/core/tuning/list-filter.ts';
import { makeReading } from '../../support/tuning-jobs.ts';

it.each(['labels.team=blue', 'state = "JOB_STATE_RUNNING"', 'labels.run:*', 'labels.a=b AND labels.c=d'])(
  'the Agent Platform is asked in its own syntax: %s',
  (typed) => {
    expect(readListFilter('agent-platform', ` ${typed} `)).toEqual({ sent: typed, words: [] });
  },
);

it.each([
  ['Stones', ['stones']],
  ['blue  gemini-3.5-flash', ['blue', 'gemini-3.5-flash']],
  ['', []],
])('plain words are never sent to it: "%s"', (typed, words) => {
  expect(readListFilter('agent-platform', typed)).toEqual({ sent: '', words });
});

it('the Gemini API looks for words by itself', () => {
  expect(readListFilter('gemini-api', 'stones owner:me')).toEqual({ sent: 'stones owner:me', words: [] });
});

it('words are looked for in the names of a job, in any case and order', () => {
  const job = makeReading({
    displayName: 'Blue Stones',
    baseModel: 'gemini-3.5-flash',
    name: 'projects/1/tuningJobs/42',
  });
  expect(passesWords(job, ['stones', 'blue'])).toBe(true);
  expect(passesWords(job, ['3.5-flash', '42'])).toBe(true);
  expect(passesWords(job, ['stones', 'red'])).toBe(false);
  expect(passesWords(job, [])).toBe(true);
});
