import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isObject, type Json } from '../../../src/core/json.ts';
import { Row } from '../../../src/core/row/row.ts';
import { columnSources } from '../../../src/core/row/keys.ts';
import { columnsOf, isFlat } from '../../../src/core/row/column-values.ts';
import { unescape } from '../../../src/core/row/unescape.ts';
import { STRING } from '../../../src/core/row/members.ts';
import { spell, spelledValue } from './spelled.ts';

const encoder = new TextEncoder();

function inBlock(text: string): Row {
  const bytes = encoder.encode(`"}${text}\n{"a`);
  return Row.view(bytes, 2, bytes.length - 4);
}

describe('Row', () => {
  it('is the same whether it was made from bytes or from a text', () => {
    fc.assert(
      fc.property(
        spelledValue.map((value) => spell(value)),
        (text) => {
          const row = inBlock(text);
          const value = JSON.parse(text) as Json; // It was spelled so.
          const columns = isObject(value) ? Object.keys(value) : ['value'];
          expect([...columnsOf(row)].sort()).toEqual(columns.sort());
          for (const column of [...columns, 'missing']) {
            expect(row.column(column)).toEqual(
              isObject(value) && !Object.hasOwn(value, column) ? undefined : new Row(text, value).column(column),
            );
          }
          expect(isFlat(row)).toBe(isFlat(new Row(text)));
          expect(row.text).toBe(text);
          expect(row.value).toEqual(value);
          expect(row.equals(new Row(text))).toBe(true);
          expect(new Row(text).equals(inBlock(text))).toBe(true);
          expect(row.equals(inBlock(`${text} `))).toBe(false);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('knows where its members lie, whatever keys the row before had', () => {
    fc.assert(
      fc.property(
        fc.array(
          spelledValue.map((value) => spell(value)),
          { maxLength: 5 },
        ),
        (texts) => {
          for (const text of texts) {
            const { members } = inBlock(text);
            expect(members !== null).toBe(isObject(JSON.parse(text) as Json)); // It was spelled so.
            if (!members) continue;
            const sources = columnSources(text);
            expect([...members.shape.index.keys()]).toEqual([...sources.keys()]);
            for (const [name, source] of sources) expect(members.sourceOf(members.find(name))).toBe(source);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('has the characters that its strings stand for, halves of characters too', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '"', '\\', '\n', '\0', 'é', '😀', '\ud83d', '\ude00'), maxLength: 8 }),
        (text) => {
          const spelled = Array.from(
            { length: text.length },
            (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`,
          );
          for (const source of [JSON.stringify(text), `"${spelled.join('')}"`]) {
            const { members } = inBlock(`{"a":${source}}`);
            const member = members?.find('a') ?? -1;
            expect(members?.kindOf(member)).toBe(STRING);
            const found = members?.textOf(member);
            // Node writes each half that is alone as U+FFFD: put its own three bytes there.
            const expected = Buffer.concat(
              Array.from(text, (character) => {
                const code = character.codePointAt(0) ?? 0;
                const isHalf = code >= 0xd800 && code < 0xe000;
                return isHalf ? Buffer.of(0xed, 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)) : Buffer.from(character);
              }),
            );
            expect(Buffer.from(found?.bytes.subarray(found.start, found.end) ?? [])).toEqual(expected);
          }
        },
      ),
    );
  });

  it('makes room for texts of any length', () => {
    const bytes = encoder.encode('\\n'.repeat(10_000));
    expect(unescape({ bytes, start: 0, end: bytes.length }).end).toBe(10_000);
  });
});
