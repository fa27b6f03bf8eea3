import { describe, expect, it } from 'vitest';
import { joinBytes } from '../../../src/core/filetypes/bytes.ts';
import { sniff, type Sniffed } from '../../../src/core/filetypes/sniff.ts';
import type { ReadSettings } from '../../../src/core/filetypes/settings.ts';

const encoder = new TextEncoder();

function sniffText(text: string | Uint8Array, wanted: Partial<ReadSettings> = {}, complete = true): Sniffed {
  return sniff(typeof text === 'string' ? encoder.encode(text) : text, 'a.txt', wanted, complete);
}

/** ASCII as UTF-16: each byte at this place of a pair. */
function wide(text: string, place: 0 | 1): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  for (let i = 0; i < text.length; i++) bytes[i * 2 + place] = text.charCodeAt(i);
  return bytes;
}

describe('file type', () => {
  it.each([
    ['{"a":1}\n{"a":2}\n', 'jsonl'],
    ['\n  {"a":1}\r\n\r\n[2]\r\n', 'jsonl'],
    ['{"a":1}', 'jsonl'],
    ['{"a":\n{"a":2}\n{"a":3}\n', 'jsonl'],
    ['[1,2]\n[3]\n', 'jsonl'],
    ['a,b\n{"x":1},2\n', 'csv'],
    ['{a},b\n1,2\n', 'csv'],
    ['"{""a"":1}"\n', 'csv'],
    ['', 'csv'],
  ])('of %j is %s', (text, fileType) => {
    expect(sniffText(text)).toMatchObject({ settings: { fileType }, problem: null });
  });

  it('is known from a line that the head cuts', () => {
    expect(sniffText('{"a":"long te', {}, false).settings.fileType).toBe('jsonl');
    expect(sniffText('{"a":1}\n{"a":"long te', {}, false).settings.fileType).toBe('jsonl');
    expect(sniffText('a,b\n1,2\n3,"x', {}, false).settings.fileType).toBe('csv');
  });

  it.each([
    JSON.stringify([{ a: 1 }, { a: 2 }], null, 2),
    JSON.stringify([{ a: 1 }, { a: 2 }]),
    JSON.stringify({ rows: [1, 2] }, null, 4),
    '[\n{"a":1},\n{"a":2},\n{"a":3}\n]\n',
    '[{"a":1},\n{"a":2},\n{"a":3}]',
  ])('of one JSON document is told: %j', (text) => {
    expect(sniffText(text).problem).toMatch(/^this is one JSON document, not one per line/);
    expect(sniffText(text.slice(0, -2), {}, false).problem).toMatch(/^this is one JSON document/);
    expect(sniffText(text, { fileType: 'jsonl' }).problem).toBeNull();
  });
});

describe('encoding', () => {
  it.each([
    [joinBytes(Uint8Array.of(0xef, 0xbb, 0xbf), encoder.encode('a,b\n')), 'utf-8'],
    [Uint8Array.of(0xff, 0xfe, 0x61, 0, 0x2c, 0), 'utf-16le'],
    [Uint8Array.of(0xfe, 0xff, 0, 0x61, 0, 0x2c), 'utf-16be'],
    [wide('a,b\nc,d\n', 0), 'utf-16le'],
    [wide('a,b\nc,d\n', 1), 'utf-16be'],
    [encoder.encode('名前,é\n狐,1\n'), 'utf-8'],
    [Uint8Array.of(0x61, 0x2c, 0xe9, 0x0a), 'windows-1252'],
    [new Uint8Array(0), 'utf-8'],
  ])('of %j is %s', (bytes, encoding) => {
    expect(sniffText(bytes).settings.encoding).toBe(encoding);
  });

  it('is UTF-8 though the head cuts a letter in two, but not where the file ends so', () => {
    const bytes = encoder.encode('a,b\nx,狐').slice(0, -1);
    expect(sniffText(bytes, {}, false).settings.encoding).toBe('utf-8');
    expect(sniffText(bytes, {}, true).settings.encoding).toBe('windows-1252');
  });

  it('of JSON Lines stays UTF-8 where single lines are broken', () => {
    const bad = joinBytes(encoder.encode('{"a":"'), Uint8Array.of(0xe9), encoder.encode('"}\n'));
    const good = encoder.encode('{"a":"é"}\n');
    expect(sniffText(joinBytes(good, good, bad, good)).settings).toMatchObject({
      fileType: 'jsonl',
      encoding: 'utf-8',
    });
    expect(sniffText(joinBytes(bad, bad, good)).settings).toMatchObject({
      fileType: 'jsonl',
      encoding: 'windows-1252',
    });
  });
});

describe('delimiter', () => {
  it.each([
    ['a,b\n1,2\n', ','],
    ['a;b\n"1,5";2\n', ';'],
    ['1,5;2,5\n1,6;3,4\n', ';'],
    ['a\tb\nhello, you\tx; y\nwell, well, well\t\n', '\t'],
    ['a|b|c\n1|2|3\n', '|'],
    ['a,b,c\n1\n1,2\n1,2,3\n1,2,3\n', ','],
    ['text\n"a, b"\n"c;\nd"\n', '\t'],
    ['text\nhello; world, ok\nplain\nwell, a, b\nmore\n', '\t'],
    ['text\nplain\n', ','],
    ['', ','],
  ])('of %j is %j', (text, delimiter) => {
    expect(sniffText(text).settings.delimiter).toBe(delimiter);
  });
});

describe('line ends', () => {
  it.each([
    ['a,b\n1,2\n', '\n'],
    ['a,b\r\n1,2\r\n', '\r\n'],
    ['a,b\r1,2\r', '\r'],
    ['a,b\n"x\r\ny",2\n"\r\n\r\n\r\n",3\n', '\n'],
    ['a,b\n1,2\r\n3,4\r5,6\n', '\r'],
    ['a,b\nx\ry\rz,2\np\rq,1\n', '\n'],
    ['a,b', '\n'],
  ])('of %j are %j', (text, newline) => {
    expect(sniffText(text).settings.newline).toBe(newline);
  });
});

describe('header row', () => {
  it.each([
    ['a,b\n1,2\n', 1],
    ['1.5,2\n3,4\n', 0],
    ['0,1,2\n5,6,7\n', 1],
    ['2019,2020\na,b\n', 1],
    ['x,1\ny,2\n', 1],
    ['1,2\n', 1],
  ])('of %j is %d', (text, headerRow) => {
    expect(sniffText(text).settings.headerRow).toBe(headerRow);
  });
});

it('lets what the user chose beat what was found, and gives a reason for all else', () => {
  const chosen = {
    fileType: 'csv',
    encoding: 'windows-1252',
    delimiter: '|',
    newline: '\r',
    headerRow: 3,
    longRows: 'extra columns',
  } as const;
  expect(sniffText('a,b\n1,2\n', chosen)).toEqual({ settings: chosen, reasons: [], problem: null });
  const { reasons } = sniffText('a,b\n1,2\n');
  expect(reasons).toEqual([
    'UTF-8: all of the file can be read so.',
    'A table: the lines are not JSON.',
    'Comma: 2 columns in 2 of the first 2 rows.',
    'Lines end with LF.',
    'The first row names the columns.',
  ]);
});
