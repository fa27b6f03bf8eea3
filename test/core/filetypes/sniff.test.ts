import { describe, expect, it } from 'vitest';
import { joinBytes } from '../../../src/core/filetypes/bytes.ts';
import type { Settled } from '../../../src/core/filetypes/file-type.ts';
import { sniff } from '../../../src/core/filetypes/sniff.ts';
import type { ReadSettings } from '../../../src/core/filetypes/settings.ts';

const encoder = new TextEncoder();

function sniffText(text: string | Uint8Array, wanted: Partial<ReadSettings> = {}, complete = true): Settled {
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
    expect(sniffText(text).settings.fileType).toBe(fileType);
  });

  it('of lines that hold JSON as a text, or lists of records, says so', () => {
    const texts = sniffText(`${JSON.stringify('{"a":1}')}\n${JSON.stringify('{"a":2}')}\n`);
    expect(texts.settings).toMatchObject({ fileType: 'jsonl', jsonCells: true });
    expect(texts.reasons.at(-1)).toContain('JSON texts that hold JSON');
    const lists = sniffText('[{"a":1},{"a":2}]\n[{"a":3}]\n');
    expect(lists).toMatchObject({ settings: { fileType: 'jsonl', rowsAt: '[]' }, rowPlaces: [{ rowsAt: '' }, {}] });
    const turns = sniffText('[{"role":"user","content":"a"}]\n[{"role":"user","content":"b"}]\n');
    expect(turns.settings).not.toHaveProperty('rowsAt');
  });

  it('is known from a line that the head cuts', () => {
    expect(sniffText('{"a":"long te', {}, false).settings.fileType).toBe('jsonl');
    expect(sniffText('{"a":1}\n{"a":"long te', {}, false).settings.fileType).toBe('jsonl');
    expect(sniffText('a,b\n1,2\n3,"x', {}, false).settings.fileType).toBe('csv');
  });

  it.each([
    [JSON.stringify([{ a: 1 }, { a: 2 }], null, 2), '[]'],
    [JSON.stringify([{ a: 1 }, { a: 2 }]), '[]'],
    ['[["1","2"],["3","4"],["5","6"]]', '[cells]'],
    [JSON.stringify({ rows: [1, 2] }, null, 4), ''],
    ['[\n{"a":1},\n{"a":2},\n{"a":3}\n]\n', '[]'],
    ['[{"a":1},\n{"a":2},\n{"a":3}]', '[]'],
    ['{\n "a": 1\n}\n{\n "a": 2\n}\n', ''],
  ])('of one JSON document is json: %j', (text, rowsAt) => {
    expect(sniffText(text).settings).toMatchObject({ fileType: 'json', rowsAt });
    expect(sniffText(text.slice(0, -2), {}, false).settings).toMatchObject({ fileType: 'json', rowsAt });
    expect(sniffText(text, { fileType: 'jsonl' }).settings.fileType).toBe('jsonl');
  });

  it.each([
    ['x.json', '{"a":1}', 'json'],
    ['x.JSON.gz', '[1]', 'json'],
    ['x.jsonl', '[{"a":1}]', 'jsonl'],
    ['x.json', '{"a":1}\n{"a":2}\n', 'jsonl'],
    ['x.json', '[1,]', 'json'],
    ['x.json', 'nul', 'json'],
    ['x.json', '', 'json'],
    ['x.json', 'a,b\n1,2\n', 'csv'],
    ['x.jsonl', 'a,b\n1,2\n', 'csv'],
    ['x.txt', '[1,]', 'csv'],
    ['x.jsonl', '{"a":NaN}\n{"a":NaN}\n{"a":NaN}\n{"a":1}\n', 'jsonl'],
    ['x.txt', "{'a': None}\n{'a': 'b'}\n", 'jsonl'],
    ['x.jsonl', '{“text”: “a, b”}\n{“text”: “c”}\n', 'jsonl'],
    ['x.jsonl', 'id,text\n{"a":1}\n1,2\n3,4\n', 'csv'],
    ['x.jsonl', '{"a":1}\nERROR: x, y\nERROR: z\n', 'jsonl'],
    ['x.csv', '{"a":"x "y" z, w"}\n{"a":"b "c", d"}\n', 'jsonl'],
    ['x', '{"a":1},\n{"a":2},\n{"a":3},\n', 'jsonl'],
    ['x', '{"a":1}{"a":2}\n{"a":3}{"a":4}\n', 'jsonl'],
    ['x', JSON.stringify('{"a":1}') + '\n' + JSON.stringify('{"a":2}') + '\n', 'jsonl'],
    ['x.csv', '"a","b"\n"1","2"\n', 'csv'],
    ['x.csv', '"a"\n"b"\n', 'csv'],
    ['x.jsonl', '{"a":1}\n{\n "a": 2,\n "b": [3]\n}\n{"a":4}\n', 'json'],
    ['x.json', "[{'a': 1},\n{'a': 2},\n{'a': None}]", 'json'],
    ['x.json', '// made by x\n[\n {"a":1}\n]\n', 'json'],
  ])('of %s with %j is %s', (name, text, fileType) => {
    expect(sniff(encoder.encode(text), name, {}, true).settings.fileType).toBe(fileType);
  });
});

describe('where the rows of a document are', () => {
  const pairs = [{ text_input: '1', output: '2' }];
  const turns = [{ role: 'user', content: 'a' }];
  it.each([
    ['the array itself', [{ a: 1 }], '[]', ''],
    ['one conversation', turns, '', ''],
    ['an array under a key', { canary: 'x', examples: [{ a: 1 }] }, 'examples[]', 'the elements of “examples”.'],
    [
      'the largest of several',
      { test: [{ a: 1 }], train: [{ a: 1 }, { a: 2 }] },
      'train[]',
      'the elements of “train”.',
    ],
    ['one example with its turns', { messages: turns, tools: [{ name: 'f' }] }, '', 'one object, one row'],
    ['an object of objects', { a: { x: 1 }, b: { x: 2 } }, '{}', 'its key in the column _key'],
    ['one object in another', { a: { x: 1 } }, '', ''],
    ['splits of a table', { a: { rows: [{ x: 1 }] }, b: { rows: [{ x: 1 }] } }, '{}', ''],
    [
      'a tuning request',
      { display_name: 'd', tuning_task: { hyperparameters: {}, training_data: { examples: { examples: pairs } } } },
      'tuning_task.training_data.examples.examples[]',
      'the rows are the elements of “tuning_task.training_data.examples.examples”',
    ],
    [
      'a tuning request of the SDK',
      { tuningTask: { trainingData: { examples: { examples: pairs } } } },
      'tuningTask.trainingData.examples.examples[]',
      '',
    ],
    [
      'questions over paragraphs',
      { data: [{ title: 't', paragraphs: [{ context: 'c', qas: [{ id: 1 }] }] }], version: '1' },
      'data[].paragraphs[].qas[]',
      'one row for each question',
    ],
    ['a value', 'text', '', 'a single value'],
  ])('is found: %s', (_, value, rowsAt, reason) => {
    for (const indent of [0, 2]) {
      const found = sniffText(JSON.stringify(value, null, indent), { fileType: 'json' });
      expect(found.settings.rowsAt).toBe(rowsAt);
      expect(found.reasons.at(-1)).toContain(reason);
      expect(found.reasons.at(-1)).toMatch(/^JSON: /);
    }
  });

  it('is found in a head that is cut', () => {
    const text = JSON.stringify({ canary: 'x', examples: [{ a: 'one' }, { a: 'two' }] });
    const head = encoder.encode(text.slice(0, -12));
    expect(sniff(head, 'x.json', {}, false).settings).toMatchObject({ fileType: 'json', rowsAt: 'examples[]' });
  });

  it('can be chosen among those there are', () => {
    const text = JSON.stringify({ test: [{ a: 1 }], train: [{ a: 1 }, { a: 2 }], meta: { 'a.b': [1] } });
    const { rowPlaces } = sniffText(text, { fileType: 'json' });
    expect(rowPlaces).toEqual([
      { rowsAt: '', label: 'The whole document' },
      { rowsAt: 'test[]', label: 'test[]' },
      { rowsAt: 'train[]', label: 'train[]' },
      { rowsAt: 'meta."a.b"[]', label: 'meta."a.b"[]' },
      { rowsAt: '{}[]', label: 'Each element of each list' },
    ]);
    const chosen = sniffText(text, { fileType: 'json', rowsAt: 'test[]' });
    expect(chosen.settings.rowsAt).toBe('test[]');
    expect(chosen.reasons.join()).not.toContain('JSON');
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

it('the encoding of a JSON document stays UTF-8 where a byte is broken', () => {
  const broken = joinBytes(encoder.encode('{\n"é":[{"a":"狐"},{"a":"'), Uint8Array.of(0xe9), encoder.encode('"}]}'));
  expect(sniffText(broken).settings).toMatchObject({ fileType: 'json', encoding: 'utf-8', rowsAt: 'é[]' });
  const latin = joinBytes(encoder.encode('[\n"'), Uint8Array.of(0xe9), encoder.encode('"]'));
  expect(sniffText(latin).settings).toMatchObject({ fileType: 'json', encoding: 'windows-1252' });
});

describe('delimiter', () => {
  it.each([
    ['a,b\n1,2\n', ','],
    ['a;b\n"1,5";2\n', ';'],
    ['1,5;2,5\n1,6;3,4\n', ';'],
    ['a\tb\nhello, you\tx; y\nwell, well, well\t\n', '\t'],
    ['a|b|c\n1|2|3\n', '|'],
    ['a,b,c\n1\n1,2\n1,2,3\n1,2,3\n', ','],
    ['a^b\n1^2\n3^4\n', '^'],
    ['a, b\n1, 2\n3, "4, 5"\n', ', '],
    ['a  b b  c\nx y  1  2\nz    3   4\n', '  '],
    ['text\n"a, b"\n"c;\nd"\n', ''],
    ['text\nhello; world, ok\nplain\nwell, a, b\nmore\n', ''],
    ['text\nplain\n', ''],
    ['', ''],
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
    ['x,1\ny,2\n', 0],
    ['name,n\ny,2\n', 1],
    ['1,2\n', 1],
    ['Sales of May\n\nname,town,sum\na,b,1\nc,d,2\ne,f,3\n', 2],
    ['Sales,,\n,,\n"as of",,\nname,town,sum\na,b,1\nc,d,2\n', 4],
    ['Sales\nname,town,sum\na,b,1\n', 2],
    [`${'The fox went out. '.repeat(9)}\nThen it slept.\n`, 0],
    [`${'The fox went out. '.repeat(3)}\nThen it slept.\n`, 1],
    ['Ann\nBo\nCarla\nDmitri\n', 0],
    ['name\nBo\nCarla\nDmitri\n', 1],
    ['Sales\nname,,sum\na,b,1\nc,d,2\ne,f,3\n', 2],
    ['Sales\n1,2,3\n4,5,6\n7,8,9\n1,2,3\n', 1],
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
  expect(sniffText('a,b\n1,2\n', chosen)).toEqual({ settings: chosen, reasons: [] });
  const { reasons } = sniffText('a,b\n1,2\n');
  expect(reasons).toEqual([
    'UTF-8: the whole file decodes without errors.',
    'Read as a table.',
    'Comma: 2 columns in 2 of the first 2 rows.',
    'Lines end with LF.',
    'First row is the header.',
  ]);
});
