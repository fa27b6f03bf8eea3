import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_DEPTH, MAX_ROW_BYTES } from '../../../../src/core/filetypes/settings.ts';
import { parsed } from '../csv-text.ts';
import { readDocument, refusal } from '../json-text.ts';

const LENGTHS = [[1], [2, 7], [3], [64], [Infinity]];

/** White space that may be between any two tokens. */
const space = fc.stringMatching(/^[ \t\r\n]{0,3}$/);

/** A value's text with white space of its own between the tokens. */
function spell(value: unknown, next: () => string): string {
  const around = (text: string): string => `${next()}${text}${next()}`;
  if (Array.isArray(value)) return `[${value.map((item) => around(spell(item, next))).join(',') || next()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([key, item]) => `${around(JSON.stringify(key))}:${around(spell(item, next))}`,
  );
  return `{${members.join(',') || next()}}`;
}

function spacing(spaces: readonly string[]): () => string {
  let at = 0;
  return () => spaces[at++ % spaces.length] ?? '';
}

const values = fc.array(fc.jsonValue({ maxDepth: 4 }), { maxLength: 8 });
const objects = fc.array(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })), { minLength: 1, maxLength: 8 });
const spaces = fc.array(space, { minLength: 1, maxLength: 40 });
const lengths = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 });
/** As JSON has it: no negative zero. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;

describe('rows of a document', () => {
  it('are the elements of its array, however it is spaced and cut', () => {
    fc.assert(
      fc.property(values, spaces, lengths, (array, gaps, pieces) => {
        const text = spell(array, spacing(gaps));
        const { rows, quarantined } = readDocument(text, '[]', pieces);
        expect(parsed(rows)).toEqual(plain(array));
        expect(quarantined).toEqual([]);
        expect(rows.filter((row) => /[\r\n]/.test(row))).toEqual([]);
      }),
    );
  });

  it('are those of an array deep in it, whatever stands beside', () => {
    fc.assert(
      fc.property(values, fc.jsonValue(), fc.jsonValue(), spaces, lengths, (array, one, other, gaps, pieces) => {
        const text = spell({ one, in: { 'a.b': array, also: other }, other }, spacing(gaps));
        const { rows, document } = readDocument(text, 'in."a.b"[]', pieces);
        expect(parsed(rows)).toEqual(plain(array));
        expect(document.counts.leftOut).toEqual(['one', 'also', 'other']);
      }),
    );
  });

  it('are the members of an object with their keys', () => {
    fc.assert(
      fc.property(objects, spaces, lengths, (list, gaps, pieces) => {
        const text = spell(Object.fromEntries(list.map((each, i) => [`k${i}`, each])), spacing(gaps));
        const { rows } = readDocument(text, '{}', pieces);
        const expected = list.map((each, i) => ({ ['_key' in each ? '__key' : '_key']: `k${i}`, ...each }));
        if (!list.some((each) => '__key' in each || '__proto__' in each)) expect(parsed(rows)).toEqual(plain(expected));
      }),
    );
  });

  it('are values one after another, each on its own lines', () => {
    fc.assert(
      fc.property(objects, spaces, lengths, (list, gaps, pieces) => {
        const text = list.map((each) => spell(each, spacing(gaps))).join(' \n');
        expect(parsed(readDocument(text, '', pieces).rows)).toEqual(plain(list));
      }),
    );
  });

  it('keep spelling, escapes, order, equal keys and the white space within a line', () => {
    const text = '[\r\n  {"b": 1.0, "a": 1E400,\r\n\t"b":\t12345678901234567890},\n "\\u00e9\\/ é  \u2028",\n-0.0 ]\n';
    for (const pieces of LENGTHS) {
      expect(readDocument(text, '[]', pieces).rows).toEqual([
        '{"b": 1.0, "a": 1E400,"b":\t12345678901234567890}',
        '"\\u00e9\\/ é  \u2028"',
        '-0.0',
      ]);
    }
  });

  it('that lie in paragraphs of articles get what stands around them', () => {
    const question = (id: string): object => ({ id, question: `${id}?`, answers: [{ text: 'x', answer_start: 1 }] });
    const data = [
      {
        title: 'T',
        paragraphs: [
          { context: 'C1', qas: [question('q1'), question('q2')] },
          { context: 'C2', id: 'p2', qas: [question('q3')] },
        ],
      },
      { title: 'without any', paragraphs: [] },
    ];
    const text = JSON.stringify({ version: '1.1', data }, null, 2);
    for (const pieces of LENGTHS) {
      const { rows, document } = readDocument(text, undefined, pieces);
      expect(parsed(rows)).toEqual([
        { title: 'T', context: 'C1', ...question('q1') },
        { title: 'T', context: 'C1', ...question('q2') },
        { title: 'T', context: 'C2', ...question('q3') },
        { title: 'without any', paragraphs: [] },
      ]);
      expect(document.columns).toEqual(['title', 'context', 'id', 'question', 'answers', 'paragraphs']);
      expect(document.counts.leftOut).toEqual(['version']);
    }
  });
});

it('rows of one article that nest too deep have places of their own', () => {
  const deep = `{"id":${'['.repeat(MAX_DEPTH)}${']'.repeat(MAX_DEPTH)}}`;
  const text = `[{"paragraphs":[{"context":"c","qas":[${deep},{"id":1},${deep}]}]}]`;
  const { rows, quarantined } = readDocument(text);
  expect(parsed(rows)).toEqual([{ context: 'c', id: 1 }]);
  expect(new Set(quarantined.map(({ byte }) => byte)).size).toBe(2);
});

describe('a broken document is refused with the place where no row is good', () => {
  it.each([
    ['', 'it ends too early at line 1, column 1 (byte 0)'],
    ['[,1,]', 'unexpected character , at line 1, column 2 (byte 1)'],
    ['[tru]', 'unexpected word tru at line 1, column 2 (byte 1)'],
    ['{"a":[{"b":1,}]}', 'unexpected character } at line 1, column 14 (byte 13)'],
    ['{"a":1}}', 'unexpected character } at line 1, column 8 (byte 7)'],
    ['{"a":"b', 'text without closing quote at line 1, column 6 (byte 5)'],
  ])('%j: %s', (text, why) => {
    for (const pieces of LENGTHS) expect(refusal(text, undefined, pieces)).toBe(`not JSON: ${why}`);
  });

  it('and so is one that has no such place', () => {
    expect(refusal('{"a":1}', '[]')).toBe('it has no rows at []: choose another place under Rows');
    expect(refusal('{"a":{"c":[1]}}', 'a.b[]')).toMatch(/^it has no rows at a\.b\[\]/);
    expect(readDocument('{"a":[]}', 'a[]').rows).toEqual([]);
  });

  it('wherever it is cut before its first row ends', () => {
    const text = JSON.stringify({ a: [{ b: 'x\n"é' }, { b: [1.5e3, true] }], c: null }, null, 1);
    for (let length = 0; length < text.indexOf('}'); length++) {
      expect(refusal(text.slice(0, length), 'a[]', [5])).toMatch(/^not JSON: .* at line \d+, column \d+ \(byte \d+\)$/);
    }
  });
});

describe('one fault costs its own element alone', () => {
  const [one, two, three] = ['{"n":1}', '{"n":2}', '{"n":3}'];
  it.each([
    ['a cut end', `[${one},\n{"n":`, [one], '{"n":', 'it ends too early at line 2, column 6 (byte 15)'],
    ['a missing bracket', `[${one},\n${two}\n`, [one, two], '', 'it ends too early at line 3, column 1 (byte 18)'],
    ['a cut number', '[1,\n2', ['1'], '2', 'it ends too early at line 2, column 2 (byte 5)'],
    ['a comma too many', `[${one},\n${two},]`, [one, two], ',', 'unexpected character ] at line 2, column 9 (byte 18)'],
    [
      'two commas',
      `[${one},,${two},${three}]`,
      [one, two, three],
      '',
      'unexpected character , at line 1, column 10 (byte 9)',
    ],
    [
      'a missing comma',
      `[${one}\n ${two},${three}]`,
      [one, two, three],
      '',
      'unexpected character { at line 2, column 2 (byte 10)',
    ],
    [
      'a comma in an object',
      `[${one},{"n":0,},${two}]`,
      [one, two],
      '{"n":0,}',
      'unexpected character } at line 1, column 17 (byte 16)',
    ],
    [
      'Python in one',
      `[${one},{'n': None},${two}]`,
      [one, two],
      "{'n': None}",
      "unexpected character ' at line 1, column 11 (byte 10)",
    ],
    [
      'a quote within a text',
      `[${one},{"n":"x " y"},${two},${three}]`,
      [one, two, three],
      '{"n":"x " y"}',
      'unexpected character y at line 1, column 20 (byte 19)',
    ],
    [
      'a bracket that is never closed',
      `[\n${one},\n{"n":[0\n,\n${two}\n]`,
      [one, two],
      '{"n":[0',
      'it ends too early at line 6, column 2 (byte 30)',
    ],
    [
      'a text that is never closed',
      `[\n  {\n    "n": 1\n  },\n  {\n    "n": "x\n  },\n  {\n    "n": 3\n  }\n]`,
      ['{"n": 1}', '{"n": 3}'],
      '{\n    "n": "x\n  }',
      'unexpected character U+000A at line 6, column 12 (byte 37)',
    ],
    [
      'what follows the document',
      `[${one}]\nmore text`,
      [one],
      'more text',
      'unexpected character m at line 2, column 1 (byte 10)',
    ],
    [
      'what stands beside the rows',
      `{"a":[${one}],"c":tru}`,
      [one],
      'tru}',
      'unexpected word tru at line 1, column 20 (byte 19)',
    ],
    [
      'a key without quotes',
      `{"a":[${one}],c:1}`,
      [one],
      'c:1}',
      'unexpected character c at line 1, column 16 (byte 15)',
    ],
  ])('%s', (_, text, rows, raw, reason) => {
    for (const pieces of LENGTHS) {
      const found = readDocument(text, undefined, pieces);
      expect(found.rows).toEqual(rows);
      expect(found.quarantined.map((each) => [new TextDecoder().decode(each.raw), each.reason])).toEqual([
        [raw, `not JSON: ${reason}`],
      ]);
    }
  });

  it('also among turns and lists that look like elements', () => {
    const chat = (text: string): string =>
      `{"messages":[{"role":"user","content":"${text}"},{"role":"model","content":"b"}]}`;
    const text = `[${chat('a')},${chat('say "x" and " y')},${chat('c')}]`;
    for (const pieces of LENGTHS) {
      const { rows, quarantined } = readDocument(text, '[]', pieces);
      expect(rows).toEqual([chat('a'), chat('c')]);
      expect(quarantined).toHaveLength(1);
      expect(quarantined[0]).toMatchObject({ line: 1, byte: chat('a').length + 2 });
    }
  });

  it('wherever a document is cut, the whole rows before the cut are read', () => {
    const list = [{ b: 'x\n"é' }, { b: [1.5e3, true] }, { c: { b: null } }];
    for (const indent of [0, 1]) {
      const text = JSON.stringify({ a: list, c: null }, null, indent);
      for (let length = text.indexOf('}') + 1; length < text.length; length++) {
        const { rows, quarantined } = readDocument(text.slice(0, length), 'a[]', [5]);
        expect(list.slice(0, rows.length)).toEqual(parsed(rows));
        expect(quarantined).toHaveLength(1);
      }
    }
  });

  it('in a list of splits, without crossing into the next', () => {
    const text = `{"train":[${one},{"n":"a "b"}],"test":[{"n":4},{"n":5}]}`;
    const { rows } = readDocument(text, '{}[]');
    expect(rows).toEqual(['{"_key":"train","n":1}', '{"_key":"test","n":4}', '{"_key":"test","n":5}']);
  });

  it('in linear time, however many there are', () => {
    const bad = `{"n":"x " y"},`.repeat(20_000);
    const { rows, quarantined } = readDocument(`[${one},${bad}${two}]`, '[]', [65_536]);
    expect(rows).toEqual([one, two]);
    expect(quarantined.length).toBeGreaterThan(0);
  });
});

describe('values one after another', () => {
  const good = (n: number): string => `{\n  "n": ${n}\n}`;

  it.each([
    ['{\n  "n": 2,\n}', 'unexpected character } at line 6, column 1 (byte 25)'],
    ['{\n  "n": "two\n}', 'unexpected character U+000A at line 5, column 12 (byte 26)'],
    ['{\n  "n": 2', 'unexpected character { at line 6, column 1 (byte 24)'],
    ['{\n  "n": 2\n}}', 'unexpected character } at line 6, column 2 (byte 25)'],
  ])('lose only a bad one: %j', (bad, why) => {
    for (const pieces of LENGTHS) {
      const { rows, quarantined } = readDocument(`${good(1)}\n${bad}\n${good(3)}\n${good(4)}`, '', pieces);
      expect(rows).toEqual(['{"n": 1}', '{"n": 3}', '{"n": 4}']);
      const raw = new TextEncoder().encode(bad);
      expect(quarantined).toEqual([{ line: 4, byte: 13, bytes: raw.length, reason: `not JSON: ${why}`, raw }]);
    }
  });

  it('lose a last one that is cut', () => {
    for (const pieces of LENGTHS) {
      const { rows, quarantined } = readDocument(`${good(1)}\n{\n "n": `, '', pieces);
      expect(rows).toEqual(['{"n": 1}']);
      expect(quarantined).toMatchObject([{ line: 4, byte: 13, reason: expect.stringMatching(/too early/) as string }]);
    }
  });
});

describe('a row', () => {
  const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;

  it.each([['[]'], ['{}'], ['']])('that nests too deep goes to quarantine: %j', (rowsAt) => {
    const deep = nested(MAX_DEPTH + 1);
    const [text, column] =
      rowsAt === '[]'
        ? [`[1,\n${deep}]`, 2]
        : rowsAt === '{}'
          ? [`{"a":{"x":1},\n"b":${deep}}`, 2]
          : [`{"x":1}\n${deep}`, 2];
    for (const pieces of [[100], [Infinity]]) {
      const { rows, quarantined } = readDocument(text, rowsAt, pieces);
      expect(rows).toHaveLength(1);
      expect(quarantined).toMatchObject([{ line: column, reason: 'nested deeper than 1,000 levels' }]);
      expect(new TextDecoder().decode(quarantined[0]?.raw)).toBe(deep);
    }
  });

  it('over 32 MiB goes to quarantine, and those after it are read', () => {
    const long = `"${'x\\\\\\"'.repeat(MAX_ROW_BYTES / 5 + 1)}"`;
    const text = `[1,\n${long},\n{"a":2}]`;
    for (const piece of [(1 << 20) + 3, Infinity]) {
      const { rows, quarantined } = readDocument(text, '[]', [piece]);
      expect(rows).toEqual(['1', '{"a":2}']);
      expect(quarantined).toMatchObject([
        { line: 2, byte: 4, bytes: long.length, reason: '33,554,437 bytes, more than the 32 MiB that a row may have' },
      ]);
    }
  });

  it('that goes on for ever stops where it stops being JSON', () => {
    const text = `[{"a":1,\n"b":[oops${',1'.repeat(MAX_ROW_BYTES / 2)}]},2]`;
    const { rows, quarantined } = readDocument(text, '[]', [4 << 20]);
    expect(rows).toEqual(['2']);
    expect(quarantined).toMatchObject([{ reason: 'not JSON: unexpected word oops at line 2, column 6 (byte 14)' }]);
  });
});

it('a million opened brackets are refused quickly', () => {
  expect(refusal('['.repeat(1_000_000), '[]')).toMatch(/^not JSON: it ends too early/);
  expect(refusal('[{"a":'.repeat(200_000), '[]', [65_536])).toMatch(/^not JSON: it ends too early/);
});
