import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sniffRowsAt } from '../../../../src/core/filetypes/json/sniff-rows-at.ts';
import { parsed } from '../csv-text.ts';
import { readDocument, refusal } from '../json-text.ts';

const LENGTHS = [[1], [7], [Infinity]];
const rows = [
  { q: 'a', n: 1, c: [{ role: 'user' }] },
  { q: 'b', n: null, c: [] },
  { q: 'c', n: 2.5, c: [{ x: 1 }] },
];
const byColumn = { q: ['a', 'b', 'c'], n: [1, null, 2.5], c: rows.map(({ c }) => c) };
const byIndex = (cells: readonly unknown[]): object => Object.fromEntries(cells.map((cell, index) => [index, cell]));
const split = { columns: ['q', 'n', 'c'], index: [0, 1, 2], data: rows.map(({ q, n, c }) => [q, n, c]) };
const viewer = {
  features: [{ feature_idx: 0, name: 'q' }, { feature_idx: 1 }, { feature_idx: 2 }, { feature_idx: 3 }],
  rows: rows.map((row, index) => ({ row_idx: index, row, truncated_cells: [] })),
};

describe('the rows of a container', () => {
  it.each([
    ['lists by column', byColumn, '{columns}'],
    ['pandas, by columns', { q: byIndex(byColumn.q), n: byIndex(byColumn.n), c: byIndex(byColumn.c) }, '{columns}'],
    ['pandas, split', split, '{columns, data}'],
    ['pandas, split, data first', { data: split.data, columns: split.columns }, '{columns, data}'],
    ['pandas, table', { schema: { fields: [1, 2, 3, 4].map((name) => ({ name })) }, data: rows }, 'data[]'],
    ['pandas, records', rows, '[]'],
    ['Hugging Face’s viewer', viewer, 'rows[].row'],
    ['lists by column under a key', { version: 1, data: byColumn }, 'data{columns}'],
    ['a list with a header', [['q', 'n'], ...rows.map(({ q, n }) => [q, n])], '[header, cells]'],
  ])('are found and read: %s', (name, value, rowsAt) => {
    const expected = name === 'a list with a header' ? rows.map(({ q, n }) => ({ q, n })) : rows;
    for (const indent of [0, 2]) {
      const text = JSON.stringify(value, null, indent);
      const found = sniffRowsAt(text);
      expect(found.value).toBe(rowsAt);
      expect(found.places.map((place) => place.rowsAt)).toContain(rowsAt);
      for (const pieces of LENGTHS) expect(parsed(readDocument(text, undefined, pieces).rows)).toEqual(expected);
    }
  });

  it('are members with their keys, also deep in a registry', () => {
    const tasks = {
      a: { prompt: 'A', shots: [{ x: 1 }, { x: 2 }] },
      b: { prompt: 'B', shots: [] },
      c: { prompt: 'C' },
    };
    const text = JSON.stringify({ version: 2, registry: { tasks } });
    expect(sniffRowsAt(text).value).toBe('registry.tasks{}');
    expect(parsed(readDocument(text).rows)).toEqual(
      Object.entries(tasks).map(([key, task]) => ({ _key: key, ...task })),
    );
    expect(sniffRowsAt(text).places.map(({ rowsAt }) => rowsAt)).toContain('registry.tasks.a.shots[]');
  });

  it('are the cells of lists, each with a name', () => {
    const text = '[["What?","That."],["Who?","Me."],["x",1.0,"y"]]';
    expect(readDocument(text, '[cells]').rows).toEqual([
      '{"column 1":"What?","column 2":"That."}',
      '{"column 1":"Who?","column 2":"Me."}',
      '{"column 1":"x","column 2":1.0,"column 3":"y"}',
    ]);
    expect(sniffRowsAt('[["a b?","c"],["d","e"]]').value).toBe('[cells]');
    expect(sniffRowsAt('{"pairs":[["a b?","c"],["d","e"]]}').value).toBe('pairs[cells]');
    expect(sniffRowsAt('[[{"role":"user"}],[{"role":"user"}]]').value).toBe('[]');
  });

  it('in splits are those of the largest, and the others are named and offered', () => {
    const text = '{"train":[{"p":1},{"p":2}],"test":[{"p":3}],"about":"x"}';
    const { value, offers, places } = sniffRowsAt(text);
    expect(value).toBe('train[]');
    expect(offers).toEqual([
      {
        label: 'Take all 2 lists, their names in _key',
        reason: '1 other row in “test” would be left out.',
        wanted: { rowsAt: '{}[]' },
      },
      { label: 'Take “test”', wanted: { rowsAt: 'test[]' } },
    ]);
    expect(places.map(({ rowsAt }) => rowsAt)).toContain('{}[]');
    for (const pieces of LENGTHS) {
      const { rows: all, document } = readDocument(text, '{}[]', pieces);
      expect(all).toEqual(['{"_key":"train","p":1}', '{"_key":"train","p":2}', '{"_key":"test","p":3}']);
      expect(document.counts.leftOut).toEqual(['about']);
    }
  });

  it('are not the settings beside a conversation, nor the longest list of a smaller place', () => {
    const chunks = ['a', 'b', 'c', 'd'].map((text) => ({ role: 'user', text: text.repeat(50) }));
    const prompt = { runSettings: { safety: [{ x: 1 }, { x: 2 }, { x: 3 }] }, chunkedPrompt: { chunks } };
    expect(sniffRowsAt(JSON.stringify(prompt)).value).toBe('');
    const nested = { meta: [{ text: 'long'.repeat(100) }], inner: { deep: { rows: [{ a: 1 }, { a: 2 }, { a: 3 }] } } };
    expect(sniffRowsAt(JSON.stringify(nested)).value).toBe('inner.deep.rows[]');
  });

  it('always have their place among those offered, however many there are', () => {
    const many = Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [`k${i}`, i === 59 ? [{ a: 1 }, { a: 2 }] : [i]]),
    );
    const { value, places } = sniffRowsAt(JSON.stringify({ x: 1, ...many }));
    expect(value).toBe('k59[]');
    expect(places.map(({ rowsAt }) => rowsAt)).toContain('k59[]');
  });
});

describe('a table by columns', () => {
  it('comes back from its columns whatever it holds', () => {
    const table = fc.array(fc.record({ a: fc.jsonValue({ maxDepth: 2 }), 'b"': fc.string() }), {
      minLength: 1,
      maxLength: 9,
    });
    fc.assert(
      fc.property(table, fc.boolean(), fc.integer({ min: 1, max: 30 }), (list, indexed, piece) => {
        const plain = JSON.parse(JSON.stringify(list)) as Record<string, unknown>[];
        const columns = Object.fromEntries(
          ['a', 'b"'].map((name) => {
            const cells = plain.map((row) => row[name]);
            return [name, indexed ? byIndex(cells) : cells];
          }),
        );
        expect(parsed(readDocument(JSON.stringify(columns), '{columns}', [piece]).rows)).toEqual(plain);
      }),
    );
  });

  it('keeps the spelling of cells, the keys of rows that are no numbers, and leaves missing cells out', () => {
    const text = '{"n":{"x":1.0,"y":12345678901234567890},"m":{"y":"\\u00e9","z":2}}';
    expect(readDocument(text, '{columns}').rows).toEqual([
      '{"_key":"x","n":1.0}',
      '{"_key":"y","n":12345678901234567890,"m":"\\u00e9"}',
      '{"_key":"z","m":2}',
    ]);
  });

  it('is refused where it is broken, with the place', () => {
    expect(refusal('{"a":[1,2],"b":[3,x]}', '{columns}')).toBe(
      'not JSON: unexpected character x at line 1, column 19 (byte 18)',
    );
  });
});

describe('a lenient reading of a document', () => {
  const text =
    "// made by hand\n[\n  {'a': None, 'b': 'it\\'s'}, # one\n  {\"a\": NaN, \"b\": \"}, {\",},\n  /* two */ {a: 1,\n   b: [0x10, .5]}\n";

  it.each(LENGTHS)('reads what is nearly JSON (pieces of %s)', (...pieces) => {
    const { rows: found, quarantined, document } = readDocument(text, '[]', pieces, true);
    expect(found).toEqual(['{"a":null,"b":"it\'s"}', '{"a":null,"b":"}, {"}', '{"a":1,"b":[16,0.5]}']);
    expect(quarantined).toEqual([]);
    expect(document.counts.mended).toMatchObject({ rows: 3, nulls: 1, words: 1, commas: 1, ends: 1, numbers: 2 });
  });

  it('finds rows under keys in other quotes, and keeps what is JSON as it is', () => {
    const python = "{'about': None, 'rows': [{'x': 1}, {\"y\":  2.0}], }";
    for (const pieces of LENGTHS) {
      expect(readDocument(python, 'rows[]', pieces, true).rows).toEqual(['{"x":1}', '{"y":  2.0}']);
    }
    const values = '{"a":1} // x\n{\'a\': 2},\n{"a":3}';
    for (const pieces of LENGTHS) {
      expect(readDocument(values, '', pieces, true).rows).toEqual(['{"a":1}', '{"a":2}', '{"a":3}']);
    }
  });

  it('puts what it can’t read into quarantine, as it stands', () => {
    const { rows: found, quarantined } = readDocument("[{'a': 1},{'a': datetime(2020)},{'a': 3}]", '[]', [3], true);
    expect(found).toEqual(['{"a":1}', '{"a":3}']);
    expect(quarantined.map(({ raw }) => new TextDecoder().decode(raw))).toEqual(["{'a': datetime(2020)}"]);
  });

  it('reads any JSON as a strict one does', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.integer({ min: 1, max: 20 }), (list, piece) => {
        const json = JSON.stringify(list, null, 1);
        expect(readDocument(json, '[]', [piece], true).rows).toEqual(readDocument(json, '[]').rows);
      }),
    );
  });
});
