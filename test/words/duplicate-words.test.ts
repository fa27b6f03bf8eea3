import { expect, it } from 'vitest';
import { alikeWords, removalWords, warningWords } from '../../src/words/duplicate-words.ts';
import { leakWords, madeWords, togetherWords } from '../../src/words/split-words.ts';

it('says what a review would remove', () => {
  expect(removalWords(0, 0, 9)).toBe('No groups.');
  expect(removalWords(1, 1, 9)).toBe('1 group. Removes 1 row, keeps 8 of 9.');
  expect(removalWords(1_200, 14_768, 52_002)).toBe('1,200 groups. Removes 14,768 rows, keeps 37,234 of 52,002.');
  expect(warningWords({ of: 'label', name: 'spam', removed: 200, rows: 747 })).toBe(
    'This removes 27% of the rows labelled “spam” (200 of 747).',
  );
});

it('never rounds up to the same wording', () => {
  expect([alikeWords(0.999), alikeWords(1), alikeWords(0.7)]).toEqual(['99% similar', '100% similar', '70% similar']);
});

it('says what a split did, and what its sides share', () => {
  expect(madeWords({ train: 8_003, validation: 1_000, test: 1_000 })).toBe(
    'Split made: 8,003 train, 1,000 validation, 1,000 test.',
  );
  const preview = { sides: { train: 8, validation: 1, test: 1 }, labels: [] };
  expect(togetherWords({ ...preview, groups: 1, largest: 4, moved: 0 })).toBe(
    '1 group of equal or similar rows stays together. The largest has 4 rows.',
  );
  expect(togetherWords({ ...preview, groups: 0, largest: 1, moved: 2 })).toBe(
    'No rows have to stay together. 2 rows would change sides, so that no group is on two.',
  );
  const page = { rows: 3_080, shown: [] };
  expect(leakWords({ ...page, counts: { exact: 0, normalised: 7, near: 0 } }, 'other', 'test')).toBe(
    '7 of 3,080 rows of test (under 1%) have a twin in this dataset.',
  );
  expect(leakWords({ ...page, counts: { exact: 0, normalised: 0, near: 0 } }, 'split', '')).toBe(
    'No leaks. None of the 3,080 held-out rows has a twin on an earlier side.',
  );
});
