import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Path } from '../../../src/core/row/edit.ts';
import { findValue } from '../../../src/core/row/find-value.ts';
import { parsePlace, placeText } from '../../../src/core/row/place.ts';
import { Row } from '../../../src/core/row/row.ts';
import { valueAt } from '../../../src/core/row/value-at.ts';
import { spell, spelledValue } from './spelled.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

describe('a place', () => {
  it.each<[string, Path]>([
    ['messages', ['messages']],
    ['body.messages', ['body', 'messages']],
    ['response.candidates[0].content', ['response', 'candidates', 0, 'content']],
    ['[0].text', [0, 'text']],
    ['rows[0][1]', ['rows', 0, 1]],
    ['data["a.b"].c', ['data', 'a.b', 'c']],
    ['["a\\"]"]', ['a"]']],
    ['a b.ç', ['a b', 'ç']],
  ])('%s is a path and its text', (text, path) => {
    expect(parsePlace(text)).toEqual(path);
    expect(placeText(path)).toBe(text);
  });

  it.each(['', '.', 'a.', '.a', 'a..b', 'a[', 'a[x]', 'a[0', 'a[-1]', 'a]b', '["x"', 'a[0]b'])('%j is none', (text) => {
    expect(parsePlace(text)).toBeNull();
  });

  it('is read as it is spelled, whatever the keys', () => {
    const key = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('a', '.', '[', ']', '"', '\\', '0', ' ') }));
    fc.assert(
      fc.property(fc.array(fc.oneof(key, fc.nat(20)), { minLength: 1, maxLength: 4 }), (path) => {
        expect(parsePlace(placeText(path))).toEqual(path);
      }),
    );
  });
});

describe('findValue', () => {
  it('finds in the bytes what parsing finds, in rows of any spelling', () => {
    const paths = (value: unknown): Path[] => {
      if (typeof value !== 'object' || value === null) return [[]];
      const steps: (string | number)[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
      const inside = steps.flatMap((step) => {
        return paths((value as Record<string | number, unknown>)[step]).map((path): Path => [step, ...path]);
      });
      return [[], ...inside, [0], ['gone'], [999], ['a', 0]];
    };
    fc.assert(
      fc.property(spelledValue, (row) => {
        const bytes = encoder.encode(`x${spell(row)} `);
        const view = Row.view(bytes, 1, bytes.length - 1);
        for (const path of paths(view.value)) {
          const wanted = valueAt(view.value, path);
          const span = findValue(view, path);
          const found = span && (JSON.parse(decoder.decode(bytes.subarray(span.start, span.end))) as unknown);
          expect(found ?? null, placeText(path)).toEqual(wanted ?? null);
          expect(span === null).toBe(wanted === undefined);
        }
      }),
      { numRuns: 500 },
    );
  });
});
