import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinBytes } from '../../../src/core/filetypes/bytes.ts';
import { MembersAhead } from '../../../src/core/kernel/members-ahead.ts';
import { Members } from '../../../src/core/row/members.ts';
import { Row } from '../../../src/core/row/row.ts';

const encoder = new TextEncoder();

/** What is known of a row's members. */
function known(members: Members, isObject: boolean): unknown {
  if (!isObject) return null;
  const each = Array.from({ length: members.count }, (_, member) => [
    members.kinds[member],
    members.sourceOf(member),
    members.escaped[member],
  ]);
  return { names: members.shape.names, each };
}

/** Of a row by itself, without the kernel. */
function alone(text: string): unknown {
  const bytes = encoder.encode(text);
  const members = new Members(null);
  return known(members, members.scan(bytes, 0, bytes.length));
}

/** Rows side by side as in a block: where each begins and ends. */
function blockOf(rows: readonly string[]): { bytes: Uint8Array; spans: (readonly [number, number])[] } {
  const lines = rows.map((text) => encoder.encode(`${text}\n`));
  let start = 0;
  const spans = lines.map((line): readonly [number, number] => {
    const span = [start, start + line.length - 1] as const;
    start += line.length;
    return span;
  });
  return { bytes: joinBytes(...lines), spans };
}

const space = fc.constantFrom('', '', '', ' ', '\t', '\r', '  ');
const string = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) => JSON.stringify(text)),
  fc.constantFrom(
    '""',
    '"\\\\"',
    '"\\""',
    '"a\\\\\\"b"',
    '"\\u007d"',
    '"}"',
    '"],{\\"k\\":1}"',
    `"${'x'.repeat(300)}\\n"`,
  ),
);
const value = fc.oneof(
  { weight: 4, arbitrary: string },
  { weight: 1, arbitrary: fc.json({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom('0', '-1.50e+3', 'true', 'false', 'null', '[]', '{}', '[[{"a":"]"}]]') },
);

/** An object with these keys, white space anywhere between. */
function objectOf(keys: readonly string[]): fc.Arbitrary<string> {
  const member = (key: string): fc.Arbitrary<string> =>
    fc
      .tuple(space, space, space, value, space)
      .map(([a, b, c, of, d]) => `${a}${JSON.stringify(key)}${b}:${c}${of}${d}`);
  return fc.tuple(...keys.map(member)).map((members) => `{${members.join(',')}}`);
}

const USUAL = ['input', 'output', 'é"'];
const rowsOfBlock = fc.array(
  fc.oneof(
    { weight: 20, arbitrary: objectOf(USUAL) },
    { weight: 1, arbitrary: objectOf(['output', 'input']) },
    { weight: 1, arbitrary: objectOf(['input', 'outpot', 'é"']) },
    { weight: 1, arbitrary: objectOf([...USUAL, 'more']) },
    { weight: 1, arbitrary: objectOf(['input', 'input']) },
    { weight: 1, arbitrary: fc.constantFrom('{}', '[]', '1', '"text"', '{ }') },
  ),
  { minLength: 30, maxLength: 80 },
);

describe('members that the kernel finds', () => {
  it('are those that each row has alone, in whichever order rows are asked for', () => {
    fc.assert(
      fc.property(
        rowsOfBlock,
        fc.array(fc.nat()),
        fc.array(fc.nat({ max: 9 }), { maxLength: 80 }),
        (rows, anywhere, skipped) => {
          const { bytes, spans } = blockOf(rows);
          const inOrder = rows.map((_, at) => at);
          const withGaps = inOrder.filter((at) => skipped[at] !== 0);
          const members = new Members();
          for (const at of [...inOrder, ...withGaps, ...anywhere.map((each) => each % rows.length), ...inOrder]) {
            const [start, end] = spans[at] ?? [0, 0];
            expect(known(members, members.scan(bytes, start, end))).toEqual(alone(rows[at] ?? ''));
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('are those of the rows that steps made of them, too, where the two take turns', () => {
    fc.assert(
      fc.property(fc.array(objectOf(USUAL), { minLength: 20, maxLength: 40 }), (rows) => {
        const { bytes, spans } = blockOf(rows);
        const values = rows.map((text) => new Row(text).members?.sourceOf(2));
        for (const [at, [start, end]] of spans.entries()) {
          const row = Row.view(bytes, start, end);
          const made = new Row(`{"input":${at},"output":"\\n"}`);
          expect(row.members?.shape.names).toEqual(USUAL);
          expect(row.members?.sourceOf(2)).toBe(values[at]);
          expect(made.members?.shape.names).toEqual(['input', 'output']);
          expect([made.members?.sourceOf(0), made.members?.escaped[1]]).toEqual([`${at}`, 1]);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('are those of the block that is asked of, where two that look alike take turns', () => {
    const rowsOf = (before: string, behind: string): string[] =>
      Array.from({ length: 40 }, (_, at) => `{"a":${before}${at}0${behind}}`);
    const blocks = [blockOf(rowsOf('1', '1')), blockOf(rowsOf(' ', ' '))];
    const members = new Members();
    for (let at = 0; at < 40; at++) {
      const sources = blocks.map(({ bytes, spans }) => {
        const [start, end] = spans[at] ?? [0, 0];
        return members.scan(bytes, start, end) && members.shape.names.length === 1 ? members.sourceOf(0) : null;
      });
      expect(sources).toEqual([`1${at}01`, `${at}0`]);
    }
  });

  it('are found for thousands of rows at a time, and for none but rows in a row', () => {
    const texts = Array.from({ length: 20_000 }, (_, at) => `{"a":"\\"${at}\\\\","b":[{"c":"]\\""}]}`);
    const { bytes, spans } = blockOf(texts);
    const { shape } = new Row('{"a":1,"b":2}').members ?? {};
    const ahead = new MembersAhead();
    const found = spans.map(([start, end]) => ahead.find(bytes, start, end, shape) >= 0);
    expect(found.slice(0, 8)).toEqual(Array(8).fill(false));
    expect(found.slice(8).every(Boolean)).toBe(true);
    const backwards = spans.toReversed().map(([start, end]) => ahead.find(bytes, start, end, shape) >= 0);
    expect(backwards.slice(1).some(Boolean)).toBe(false);
  });

  it('are found where each row takes turns with one that a step made of it', () => {
    const { bytes, spans } = blockOf(Array<string>(20).fill('{"a":1}'));
    const { shape } = new Row('{"a":1}').members ?? {};
    const other = new Row('{"b":1}').members?.shape;
    const ahead = new MembersAhead();
    const found = spans.map(([start, end]) => {
      const row = ahead.find(bytes, start, end, other);
      ahead.find(encoder.encode('{"b":1}'), 0, 7, shape);
      return row >= 0;
    });
    expect(found).toEqual([...Array<boolean>(8).fill(false), ...Array<boolean>(12).fill(true)]);
  });

  it('are not looked for where a row is longer than what is looked at, and are behind it', () => {
    const long = `{"a":"${'x'.repeat(700_000)}"}`;
    const { bytes, spans } = blockOf([
      ...Array<string>(20).fill('{"a":"1"}'),
      long,
      ...Array<string>(20).fill('{"a":"2"}'),
    ]);
    const { shape } = new Row('{"a":1}').members ?? {};
    const ahead = new MembersAhead();
    const found = spans.map(([start, end]) => ahead.find(bytes, start, end, shape) >= 0);
    expect([found[19], found[20], found[40]]).toEqual([true, false, true]);
  });
});
