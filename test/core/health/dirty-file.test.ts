import { describe, expect, it } from 'vitest';
import { checkParams, findStep } from '../../../src/core/steps/index.ts';
import { healthRules } from '../../../src/core/rules/health/index.ts';
import { dirtyRows } from './dirty-rows.ts';
import { examineRows } from './examine-rows.ts';

const ROWS = dirtyRows(200);
const TEXTS = ROWS.map(({ input, output }) => JSON.stringify({ question: input, answer: output }));
const MEANING = { mapping: { input: 'question', output: 'answer' } };

/** Rows that a rule flags beside its own, because they break it as well: looked at one by one. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  // Nothing but spaces.
  'stray-spaces': ['An answer to a question that nobody asked at all.'],
};

const found = await examineRows(TEXTS, MEANING);
const kinds = [...new Set(ROWS.flatMap(({ breaks }) => breaks))];

describe.each(kinds)('in the dirty file the rule %s', (rule) => {
  const expected = ROWS.flatMap(({ breaks }, at) => (breaks.includes(rule) ? [at] : []));
  const flagged = [...(found.get(rule)?.rows ?? [])];

  it('finds all of its kind', () => {
    expect(flagged).toEqual(expect.arrayContaining(expected));
  });

  it('flags no row that is in order', () => {
    const wrong = flagged.filter((row) => !expected.includes(row)).map((row) => ROWS[row]?.output);
    expect(wrong).toEqual(ALSO[rule] ?? []);
  });
});

it('no rule that the file was not made for finds anything, and each finding is of a known rule', () => {
  const others = [...found.keys()].filter((rule) => !kinds.includes(rule));
  expect(others).toEqual([]);
  expect(healthRules.map(({ id }) => id)).toEqual(expect.arrayContaining(kinds));
});

it('every fix is a step of this program with parameters that it takes', () => {
  for (const { finding } of found.values()) {
    for (const { step: id, version, params } of finding.fix) {
      const step = findStep(id, version)!;
      expect(checkParams(step, params)).toBe(null);
    }
  }
});

it('every rule says what it checks and why, as sentences', () => {
  for (const { checks, why, source, name } of healthRules) {
    for (const sentence of [checks, why]) expect(sentence).toMatch(/^[A-Z].*[.]$/s);
    expect(name).toMatch(/^[A-Z][^.]*$/);
    expect(source.length).toBeGreaterThan(8);
  }
});
