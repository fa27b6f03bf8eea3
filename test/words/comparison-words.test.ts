import { describe, expect, it } from 'vitest';
import type { VersionInfo } from '../../src/core/version/version.ts';
import { comparisonSentence, otherDifferences, versionName } from '../../src/words/comparison-words.ts';

const NONE = { before: 10, after: 10, changed: 0, removed: 0, added: 0, reordered: false };

describe('a comparison in words', () => {
  it.each([
    [NONE, 'All 10 rows are the same.'],
    [{ ...NONE, reordered: true }, 'All 10 rows are the same. Rows that both have are in another order.'],
    [{ ...NONE, changed: 1 }, '1 row changed; 9 are the same.'],
    [
      { ...NONE, after: 5_007, changed: 1_200, removed: 3, added: 2 },
      '1,200 rows changed, 3 removed, 2 added; 3,805 are the same.',
    ],
    [{ ...NONE, after: 0, removed: 10 }, '10 rows removed; 0 are the same.'],
  ])('%o', (counts, words) => {
    expect(comparisonSentence(counts)).toBe(words);
  });

  it('names columns that came or went, and another meaning', () => {
    const before: VersionInfo = {
      ...{ id: 'a', datasetId: 'd', parentId: null, number: 3, createdAt: 0, kind: 'apply', title: 'Trim', log: [] },
      ...{ columns: ['a', 'b'], mapping: { input: 'a', output: 'b' }, rowCount: 1, byteCount: 1 },
      ...{ digest: '', sources: [], durationMs: 0 },
    };
    expect(versionName(before)).toBe('3 · Trim');
    expect(otherDifferences(before, before)).toEqual([]);
    expect(otherDifferences(before, { ...before, columns: ['a', 'c', 'd'], format: 'alpaca' })).toEqual([
      '1 column removed: b.',
      '2 columns added: c, d.',
      'The format or the columns for input and output differ.',
    ]);
  });
});
