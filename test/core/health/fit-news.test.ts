import { expect, it } from 'vitest';
import type { Finding } from '../../../src/core/health/finding.ts';
import type { FitFault } from '../../../src/core/health/fit.ts';
import { newFaults } from '../../../src/core/health/fit-news.ts';

const FAULT: FitFault = {
  ...{ rule: 'not-an-example', title: 'Can’t be an example', level: 'error', count: 2, examples: [3, 4] },
  ...{ detail: 'the answer is empty', next: '', fix: 'leave-out' },
};
const ADVISED: FitFault = { ...FAULT, rule: 'examples-advised', level: 'warning', count: 0, examples: [], fix: null };
const NEEDED: FitFault = { ...ADVISED, rule: 'examples-at-least', level: 'error' };

function found(rule: string, severity: Finding['severity'], examples: readonly number[] = []): Finding {
  return { rule, severity, title: '', count: examples.length, fix: [], examples };
}

it('says nothing twice of the same rows', () => {
  expect(newFaults([FAULT], [])).toEqual([FAULT]);
  expect(newFaults([FAULT], [found('empty-rows', 'block', [3])])).toEqual([FAULT]);
  expect(newFaults([FAULT], [found('empty-rows', 'warn', [3, 4])])).toEqual([FAULT]);
  expect(newFaults([FAULT], [found('empty-rows', 'block', [3, 4, 9])])).toEqual([]);
});

it('says once that there are few examples', () => {
  expect(newFaults([ADVISED, NEEDED], [])).toEqual([ADVISED, NEEDED]);
  expect(newFaults([ADVISED, NEEDED], [found('too-few-rows', 'warn')])).toEqual([NEEDED]);
  expect(newFaults([ADVISED, NEEDED], [found('too-few-rows', 'block')])).toEqual([]);
  // Of classes, not of the set.
  expect(newFaults([ADVISED], [found('too-few-rows', 'note')])).toEqual([ADVISED]);
});
