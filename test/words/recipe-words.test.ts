import { describe, expect, it } from 'vitest';
import { findStep } from '../../src/core/steps/index.ts';
import type { StepLog } from '../../src/core/version/version.ts';
import { paramWords, settingLine } from '../../src/words/param-words.ts';
import { chipWords, missingWords, outlookWords, resultWords } from '../../src/words/recipe-words.ts';

function log(parts: Partial<StepLog>): StepLog {
  return {
    ...{ step: 's', version: 1, params: {}, title: 'S', rowsIn: 999, rowsOut: 970, changed: 0, dropped: {} },
    ...{ examples: [], ...parts },
  };
}

describe('what a recipe does', () => {
  it('is said before it is applied', () => {
    const counts = { before: 999, after: 970, changed: 3, removed: 29 };
    expect(outlookWords([log({ dropped: { short: 29 } })], counts)).toBe(
      'Removes 29 rows and changes 3. Keeps 970 of 999.',
    );
    expect(outlookWords([log({})], { ...counts, changed: 1, removed: 0, after: 999 })).toBe(
      'Changes 1 row. Keeps all 999 rows.',
    );
    expect(outlookWords([log({})], { ...counts, changed: 0, removed: 0 })).toBe('No rows would change.');
  });

  it('is said afterwards, and as short as it goes', () => {
    expect(resultWords([log({ dropped: { a: 14 } }), log({ dropped: { b: 15 } })], 970)).toBe('29 removed, 970 left');
    expect(chipWords(log({ dropped: { a: 14 }, changed: 1_204 }))).toBe('−14 · 1,204 changed');
    expect(chipWords(log({}))).toBe('no effect');
  });

  it('names the columns that a dataset lacks', () => {
    const missing = [{ step: 0, title: 'Trim whitespace', columns: ['answer'] }];
    expect(missingWords(missing)).toBe('This dataset doesn’t have the column “answer” (Trim whitespace).');
  });
});

describe('the settings of a step', () => {
  const duplicates = findStep('remove-duplicates', 2)!;

  it('are those that mean something as it is set', () => {
    expect(
      paramWords(duplicates, { columns: [], compare: 'exact', letterCase: true }).map(({ label }) => label),
    ).toEqual(['Columns', 'Compare', 'Keep']);
    expect(paramWords(duplicates, { compare: 'normalised' })).toContainEqual({
      ...{ label: 'Ignore punctuation', value: 'on', isChosen: false },
    });
  });

  it('are in one line where somebody chose them', () => {
    expect(settingLine(duplicates, { keep: 'last', columns: ['a', { role: 'output' }] })).toBe(
      'columns a, output, keep the last row',
    );
    expect(settingLine(findStep('drop-short-outputs', 1)!, {})).toBe('minimum 3');
  });
});
