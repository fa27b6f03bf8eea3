import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalText } from '../../../src/core/row/canonical.ts';
import { respelled, spell, spelledValue } from './spelled.ts';

describe('canonicalText', () => {
  it('is the same for every spelling of equal values', () => {
    fc.assert(
      fc.property(
        spelledValue.chain((row) => fc.tuple(fc.constant(row), respelled(row))),
        ([row, other]) => {
          expect(canonicalText(spell(other))).toBe(canonicalText(spell(row)));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('is itself canonical and means the same', () => {
    fc.assert(
      fc.property(spelledValue, (row) => {
        const text = canonicalText(spell(row));
        expect(canonicalText(text)).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(spell(row)));
      }),
    );
  });

  it('tells apart what is not equal', () => {
    const different = [
      '1',
      '1.0',
      '"1"',
      'null',
      '""',
      '[]',
      '{}',
      '[[]]',
      '{"a":null}',
      '0',
      '-0',
      '1e2',
      '100',
      '"\\ud800"',
    ];
    expect(new Set(different.map((text) => canonicalText(text))).size).toBe(different.length);
  });

  it('keeps numbers that no double can hold', () => {
    expect(canonicalText('{"b": 12345678901234567890, "a": 1.0}')).toBe('{"a":1.0,"b":12345678901234567890}');
  });

  it('changes string values where it is asked to, and no keys', () => {
    expect(canonicalText('{"A":["B"]}', (text) => text.toLowerCase())).toBe('{"A":["b"]}');
  });

  it('goes 1,000 levels down', () => {
    const text = '[ '.repeat(1000) + ']'.repeat(1000);
    expect(canonicalText(text)).toBe('['.repeat(1000) + ']'.repeat(1000));
  });
});
