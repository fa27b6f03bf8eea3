import { describe, expect, it } from 'vitest';
import type { StepLog } from '../../src/core/version/version.ts';
import { redidWords, undidWords } from '../../src/words/deed-words.ts';
import { effectWords } from '../../src/words/effect-words.ts';
import { logWords } from '../../src/words/log-words.ts';
import { whenWords } from '../../src/words/when-words.ts';

function log(changed: number, dropped: Readonly<Record<string, number>>): StepLog {
  return { step: 's', version: 1, params: {}, title: 'S', rowsIn: 0, rowsOut: 0, changed, dropped, examples: [] };
}

describe('words for what was done', () => {
  it('adds up the steps', () => {
    expect(effectWords([log(14_791, {}), log(0, { short: 14_000, empty: 768 })])).toBe(
      '14,768 rows dropped, 14,791 changed',
    );
    expect(effectWords([log(1, {})])).toBe('1 row changed');
    expect(effectWords([log(0, {})])).toBe('No rows changed');
  });

  it('says what Undo and Redo did', () => {
    const steps = { kind: 'apply', title: 'Remove duplicates', log: [log(0, { duplicate: 14 })] } as const;
    expect(undidWords(steps)).toBe('Undid “Remove duplicates” (14 rows dropped).');
    expect(redidWords(steps)).toBe('Redid “Remove duplicates” (14 rows dropped).');
    expect(undidWords({ kind: 'edit', title: 'Edited row 1,673', log: [] })).toBe('Undid the edit to row 1,673.');
    expect(redidWords({ kind: 'edit', title: 'Edited row 1,673', log: [] })).toBe('Redid the edit to row 1,673.');
    expect(undidWords({ kind: 'mapping', title: 'Output: answer', log: [] })).toBe('Undid “Output: answer”.');
  });

  it('gives the reasons of one step, most frequent first', () => {
    expect(logWords(log(1_204, { empty: 3, short: 30 }))).toBe(
      '1,204 rows changed · 33 removed: short (30), empty (3)',
    );
    expect(logWords(log(0, { duplicate: 1 }))).toBe('1 row removed: duplicate');
    expect(logWords(log(0, {}))).toBe('No rows affected');
  });

  it('names rows that were marked or reordered', () => {
    expect(
      effectWords([
        { ...log(0, {}), marked: 1 },
        { ...log(0, { same: 2 }), moved: 1_200 },
      ]),
    ).toBe('2 rows dropped, 1 marked, 1,200 reordered');
    expect(logWords({ ...log(0, {}), marked: 1_000 })).toBe('1,000 rows marked');
    expect(logWords({ ...log(200, { 'text empty': 3 }), joined: 1_000 })).toBe(
      '1,200 rows joined into 200 · 3 removed: text empty',
    );
    expect(effectWords([{ ...log(2, {}), joined: 7 }])).toBe('2 rows changed, 7 joined to others');
    expect(logWords({ ...log(0, { same: 2 }), moved: 3 })).toBe('3 rows reordered · 2 removed: same');
  });

  it('says how long ago', () => {
    expect(whenWords(1_000, 2_000)).toBe('just now');
    expect(whenWords(0, 60_000)).toBe('1 minute ago');
    expect(whenWords(0, 7_200_000)).toBe('2 hours ago');
  });
});
