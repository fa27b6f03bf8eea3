import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMend, mend, mendHead } from '../../../../src/core/filetypes/lenient/mend.ts';
import { describeMended, MENDED_KINDS, sumMended } from '../../../../src/core/filetypes/lenient/mended.ts';

function mended(text: string): string {
  const found = mend(text);
  if (!isMend(found)) throw new Error(`${text}: ${found.what} at ${found.at}`);
  expect(found.end).toBe(text.length);
  return found.text;
}

function kinds(text: string): readonly string[] {
  const found = mend(text);
  return isMend(found) ? MENDED_KINDS.filter((kind) => found.mended[kind] > 0) : ['fault'];
}

/** A value as Python's repr writes it. */
function pythonOf(value: unknown): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return JSON.stringify(value);
  if (typeof value === 'string') {
    const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
    const body = Array.from(value, (letter) => {
      if (letter === quote || letter === '\\') return `\\${letter}`;
      if (letter === '\n') return '\\n';
      if (letter < ' ') return `\\x${letter.charCodeAt(0).toString(16).padStart(2, '0')}`;
      return letter;
    });
    return `${quote}${body.join('')}${quote}`;
  }
  if (Array.isArray(value)) return `[${value.map(pythonOf).join(', ')}]`;
  return `{${Object.entries(value as object)
    .map(([key, item]) => `${pythonOf(key)}: ${pythonOf(item)}`)
    .join(', ')}}`; // Nothing else is left.
}

describe('what is nearly JSON', () => {
  it.each([
    ["{'a': None, 'b': True, 'c': [False, \"it's\"]}", '{"a":null,"b":true,"c":[false,"it\'s"]}', 'quotes words'],
    ['{"a": NaN, "b": [-Infinity, nan, undefined]}', '{"a":null,"b":[null,null,null]}', 'nulls'],
    ['{"a": 1,}', '{"a":1}', 'commas'],
    ['[1, 2,]', '[1,2]', 'commas'],
    ['{ // x\n "a": /* y */ 1 # z\n}', '{"a":1}', 'comments'],
    ['{a: 1, $b_2: "x", 3: "y"}', '{"a":1,"$b_2":"x","3":"y"}', 'quotes'],
    ['{“text”: “Lovely crew”}', '{"text":"Lovely crew"}', 'quotes'],
    ["{'a': 'x \\x41\\'\\U0001F600 \"q\"'}", '{"a":"x \\u0041\'😀 \\"q\\""}', 'quotes escapes'],
    ['[+1, .5, -.5, 5., 0x1F, +2e3]', '[1,0.5,-0.5,5.0,31,2e3]', 'numbers'],
    ['(1, (2,), "x")', '[1,[2],"x"]', 'tuples'],
    ["[{'a': 1}\n {'a': 2}]", '[{"a":1},{"a":2}]', 'quotes commas'],
    ['{"a": "tab\there"}', '{"a":"tab\\there"}', 'escapes'],
  ])('is put right: %s', (text, expected, counted) => {
    expect(mended(text)).toBe(expected);
    expect(JSON.parse(expected)).toBeDefined();
    expect([...kinds(text)].sort()).toEqual(counted.split(' ').sort());
  });

  it('keeps long numbers, their spelling, escapes and equal keys', () => {
    const text = '{"n":12345678901234567890,"n":1.0,"m":1E400,"s":"\\u00e9\\/"}';
    expect(mended(text)).toBe(text);
    expect(mended(`${text.slice(0, -1)},}`)).toBe(text);
  });

  it.each([
    '{"a": 007}',
    '{"a": hello}',
    '{"a": "x "y" z"}',
    '{"a": 1 "b": 2}',
    '[1,,2]',
    '[,1]',
    '{"a": "\\d"}',
    "{'a': b'x'}",
    "{'a': datetime.date(2020, 1, 2)}",
    '{"a": 2020-01-02}',
    "{'a', 'b'}",
    '{"a": "line\nend"}',
    '[1 2]',
    '[1}',
    '{"a"}',
    '',
    '[1',
    '{"a": "b',
  ])('is a fault where it could mean several things: %s', (text) => {
    expect(isMend(mend(text))).toBe(false);
  });

  it('is what Python writes of any value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const plain = JSON.parse(JSON.stringify(value)) as unknown;
        expect(JSON.parse(mended(pythonOf(plain)))).toEqual(plain);
      }),
    );
  });

  it('never makes anything but JSON, nor another value of what is JSON', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('{}[]()"\',:\\ \nabN1.-+0x#/*nul')) }), (text) => {
        const found = mend(text);
        if (isMend(found)) expect(() => JSON.parse(found.text) as unknown).not.toThrow();
        else expect(found.at).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 3_000 },
    );
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value, null, 1);
        expect(JSON.parse(mended(text))).toEqual(JSON.parse(text));
        expect(kinds(text)).toEqual([]);
      }),
    );
  });

  it('is read up to where it is cut', () => {
    expect(mendHead("[{'a': 1}, {'b': [None, 'x")).toBe('[{"a":1},{"b":[null,');
  });

  it('is read in linear time, however deep or odd', () => {
    const opened = mend('['.repeat(500_000));
    expect(isMend(opened)).toBe(false);
    expect(mended(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toHaveLength(200_000);
    expect(isMend(mend("'".repeat(500_001)))).toBe(true);
    expect(isMend(mend(`[${'/* x */ '.repeat(100_000)}`))).toBe(false);
  });
});

it('what was put right is told in one line', () => {
  const sum = sumMended({ rows: 2, nulls: 3, comments: 1 }, undefined, { rows: 1, nulls: 1 });
  expect(describeMended(sum)).toBe('3 rows put right: NaN or Infinity became null 4 times, a comment left out');
});
