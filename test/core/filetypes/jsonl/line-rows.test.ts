import { describe, expect, it } from 'vitest';
import { readJsonLines } from '../../../../src/core/filetypes/jsonl/jsonl.ts';
import type { LineSettings } from '../../../../src/core/filetypes/jsonl/line-rows.ts';
import { rowsOf } from '../rows-of.ts';

function read(text: string, settings: LineSettings = {}): { rows: string[]; bad: string[]; mended: unknown } {
  const report = readJsonLines(new TextEncoder().encode(text), { first: true, byteOffset: 0 }, settings);
  expect(rowsOf(report.drafts)).toHaveLength(report.rows);
  const bad = report.quarantined.map(({ line, raw }) => `${line}: ${new TextDecoder().decode(raw)}`);
  return { rows: rowsOf(report.drafts), bad, mended: report.mended };
}

describe('objects glued together on a line', () => {
  it('are a row each, as they are spelled', () => {
    const { rows, bad } = read('{"a":1}\n{"a": 2.0}{"a":"}{"} {"b":[{}]}\n\n{"a":3}{"a":4}');
    expect(rows).toEqual(['{"a":1}', '{"a": 2.0}', '{"a":"}{"}', '{"b":[{}]}', '{"a":3}', '{"a":4}']);
    expect(bad).toEqual([]);
  });

  it.each(['{"a":1}{"a":', '{"a":1}{"a":2}x', '{"a":1},{"a":2}', '{"a":1}[2]', '{"a":1}}{"a":2}', '{"a":1}{b:2}'])(
    'lose nothing where one of them is broken: %s',
    (line) => {
      expect(read(`{"x":0}\n${line}\n{"y":1}`)).toMatchObject({ rows: ['{"x":0}', '{"y":1}'], bad: [`2: ${line}`] });
    },
  );
});

describe('lines that are nearly JSON', () => {
  const text = '{"a": NaN}\n{\'a\': \'b\'},\n{"a":1}\nplain\n{"a": 12345678901234567890,}{"b":None}\n';

  it('go to quarantine as they are', () => {
    const { rows, bad, mended } = read(text);
    expect(rows).toEqual(['{"a":1}']);
    expect(bad.map((line) => line[0])).toEqual(['1', '2', '4', '5']);
    expect(mended).toBeUndefined();
  });

  it('are put right by a lenient reading, and counted', () => {
    const { rows, bad, mended } = read(text, { lenient: true });
    expect(rows).toEqual(['{"a":null}', '{"a":"b"}', '{"a":1}', '{"a":12345678901234567890}', '{"b":null}']);
    expect(bad).toEqual(['4: plain']);
    expect(mended).toMatchObject({ rows: 4, nulls: 1, quotes: 2, commas: 2, words: 1 });
  });
});

it('lines that are JSON texts of JSON are read as what they hold', () => {
  const lines = [JSON.stringify('{"a":\n 1}'), '{"b":2}', '"text"', JSON.stringify('[1')];
  expect(read(lines.join('\n'), { jsonCells: true }).rows).toEqual(['{"a":1}', '{"b":2}', '"text"', '"[1"']);
  expect(read(lines.join('\n')).rows).toEqual(lines);
});

it('lines that are lists of records are read as their elements', () => {
  const text = '[{"a":1},{"a": 2}]\n[]\n{"a":3}\n[{"a":4}';
  const { rows, bad } = read(text, { rowsAt: '[]' });
  expect(rows).toEqual(['{"a":1}', '{"a": 2}', '[]', '{"a":3}']);
  expect(bad).toEqual(['4: [{"a":4}']);
  expect(read('{"body":{"messages":[1]}}\n{"x":1}', { rowsAt: 'body.messages' }).rows).toEqual(['[1]', '{"x":1}']);
});
