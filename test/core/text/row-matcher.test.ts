import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isObject, type Json } from '../../../src/core/json.ts';
import { Row } from '../../../src/core/row/row.ts';
import { rowMatcher } from '../../../src/core/text/row-matcher.ts';
import { messyRow } from '../steps/messy-rows.ts';

const encoder = new TextEncoder();

/** The row among the bytes of others, which hold every query. */
function inBlock(text: string): Row {
  const around = encoder.encode('word ik');
  const bytes = Uint8Array.from([...around, ...encoder.encode(text), ...around]);
  return Row.view(bytes, around.length, bytes.length - around.length);
}

function holdsSlowly(value: Json, query: string): boolean {
  if (Array.isArray(value)) return value.some((item: Json) => holdsSlowly(item, query));
  if (isObject(value)) return Object.values(value).some((item) => holdsSlowly(item, query));
  return (typeof value === 'string' ? value.toLowerCase() : JSON.stringify(value)).includes(query.toLowerCase());
}

describe('rowMatcher', () => {
  it('finds in a row what its parsed values hold', () => {
    const query = fc.constantFrom(
      ...[
        'word',
        'WORD',
        'o w',
        'k',
        'i',
        'Wi-Fi',
        'é',
        '語',
        '\\',
        '"',
        '\n',
        '1',
        '1.0',
        'tru',
        'input',
        '',
        'a\u0000',
        'ﬁ',
        'zz',
      ],
    );
    let found = 0;
    fc.assert(
      fc.property(messyRow(['input', 'output']), query, (text, wanted) => {
        const holds = holdsSlowly(JSON.parse(text) as Json, wanted); // Rows of tests are JSON.
        expect(rowMatcher(wanted)(inBlock(text))).toBe(holds);
        if (holds) found++;
      }),
      { numRuns: 1_000 },
    );
    expect(found).toBeGreaterThan(50);
  });

  it.each([
    ['k', '"\u212a"'],
    ['ok', '"o\u212a"'],
    ['i', '"\u0130"'],
    ['i\u0307', '"\u0130"'],
    ['a', '"\\u0041"'],
    ['é', '"É"'],
  ])('finds %s in %s', (query, text) => {
    expect(rowMatcher(query)(inBlock(text))).toBe(true);
  });
});
