import { describe, expect, it } from 'vitest';
import { sniffTable, type TableSettings } from '../../../../src/core/filetypes/csv/sniff/sniff-table.ts';
import type { FilePreview, ReadSettings } from '../../../../src/core/filetypes/settings.ts';
import { previewHead } from '../../../../src/core/filetypes/preview.ts';
import { parsed } from '../csv-text.ts';

function found(text: string, wanted: Partial<ReadSettings> = {}): TableSettings {
  return sniffTable(text, true, wanted).settings;
}

function preview(text: string, wanted: Partial<ReadSettings> = {}): FilePreview {
  const bytes = new TextEncoder().encode(text);
  const result = previewHead(bytes, { name: 'x.csv', bytes: bytes.length, complete: true }, wanted);
  if (!result.ok || result.value.problem) throw new Error(JSON.stringify(result));
  return result.value;
}

const lines = (...all: string[]): string => `${all.join('\n')}\n`;

describe('quotes', () => {
  it.each<[string, Partial<TableSettings>]>([
    [lines('a\tb', '"Stop" he said\t1', 'plain\t2', '"So\t3', '"Go" and "come\t4'), { delimiter: '\t', quote: '' }],
    [lines('id,text', '1,"say \\"yes\\""', '2,"b, c"', '3,d'), { delimiter: ',', escape: 'backslash' }],
    [lines('id,text', "1,'hello, you'", "2,'it''s fine'", "3,'no'"), { delimiter: ',', quote: "'" }],
    [lines('id,text', '1,"open, here', '2,"another, one', '3,"more, of it'), { delimiter: ',', quote: '' }],
  ])('of %j are %j', (text, settings) => {
    expect(found(text)).toMatchObject(settings);
  });

  it.each([
    lines('id,text', "1,'tis late", "2,don't", "3,rock 'n' roll"),
    lines('id,text', '1,"he said "hi" to me"', '2,"fine, ok"', '3,"a ""b"" c"'),
    lines('q,a', '1?,"Yes, and\nno, not"', '2?,"Or, so\nthey, say"', '3?,"All, of\nit, is"'),
    lines('id,text', '1,"C:\\"', '2,"b, c"', '3,"say ""x"""'),
  ])('of %j are the usual ones', (text) => {
    expect(found(text)).not.toHaveProperty('quote');
    expect(found(text)).not.toHaveProperty('escape');
  });

  it('are as the user says', () => {
    const text = lines('a,b', '"x,1', '"y,2', 'z,3');
    expect(found(text)).toMatchObject({ quote: '' });
    expect(found(text, { quote: '"' })).toMatchObject({ quote: '"' });
    expect(found(text, { quote: "'", escape: 'backslash' })).toMatchObject({ quote: "'", escape: 'backslash' });
  });
});

describe('comments', () => {
  it('are lines that do not fit', () => {
    expect(found(lines('# made by a tool; v1, x, y', 'id,v', '1,2', '2,3', '# end'))).toMatchObject({
      comment: '#',
      headerRow: 1,
    });
  });

  it.each([
    lines('tag,count', '#news,5', '#cats,7'),
    lines('#id,v,w', '1,2,3', '2,3,4'),
    lines('text,label', '"# Title\nA text",x', '"# Other\nMore",y'),
  ])('are none in %j', (text) => {
    expect(found(text)).not.toHaveProperty('comment');
    expect(found(text)).toMatchObject({ headerRow: 1 });
  });
});

describe('one column', () => {
  it.each([
    lines('It was late, and the rain fell.', 'Nobody came, so he left.', 'The end.', 'And then, nothing.'),
    lines('"Hello," she said. "Are you there?"', '"No," he said.', 'They left.', '"Why?"'),
    lines('# Title', 'Some text, with commas, and more.', '- a list', '| a | b |', '|---|---|', '| 1 | 2 |', 'end'),
    lines('10:00:00 started, ok', '10:00:01 slow, retry', '10:00:02 done'),
  ])('is what plain text has: %j', (text) => {
    const { settings, rows } = preview(text);
    expect(settings).toMatchObject({ delimiter: '', headerRow: 0 });
    expect(parsed(rows)).toEqual(
      text
        .trimEnd()
        .split('\n')
        .map((line) => ({ 'column 1': line })),
    );
  });

  it('of quoted texts loses its quotes', () => {
    expect(parsed(preview(lines('text', '"a, b"', '"say ""x"""', 'plain')).rows)).toEqual(
      ['a, b', 'say "x"', 'plain'].map((text) => ({ text })),
    );
  });
});

describe('width', () => {
  it.each<[string, string, Partial<TableSettings>, string[], unknown]>([
    [
      'names of rows',
      lines('text,label', 'r1,hi,x', 'r2,ho,y'),
      { rowNames: true, width: 3 },
      ['column 1', 'text', 'label'],
      { 'column 1': 'r1', text: 'hi', label: 'x' },
    ],
    ['delimiters at the end', lines('a,b,', '1,2,', '3,4,'), { trailing: true }, ['a', 'b'], { a: '1', b: '2' }],
    [
      'delimiters at the end of rows alone',
      lines('a,b', '1,2,', '3,4,'),
      { trailing: true },
      ['a', 'b'],
      { a: '1', b: '2' },
    ],
    [
      'a header that names few columns',
      lines('a', '1,2,3', '4,5,6', '7,8,9'),
      { width: 3 },
      ['a', 'column 2', 'column 3'],
      { a: '1', 'column 2': '2', 'column 3': '3' },
    ],
    [
      'empty names at the end',
      lines('a,b,,', '1,2,,', '3,4,,'),
      {},
      ['a', 'b', 'column 3', 'column 4'],
      { a: '1', b: '2', 'column 3': '', 'column 4': '' },
    ],
  ])('is that of the rows: %s', (_, text, settings, columns, first) => {
    const seen = preview(text);
    expect(seen.settings).toMatchObject(settings);
    expect(seen.columns).toEqual(columns);
    expect(parsed(seen.rows)[0]).toEqual(first);
    expect(seen.quarantined).toEqual([]);
  });

  it('loses nothing behind a delimiter at the end', () => {
    const seen = preview(lines('a,b,', '1,2,', ...Array.from({ length: 20 }, () => '3,4,')) + '5,6,late\n');
    expect(parsed(seen.rows).at(-1)).toEqual({ a: '5', b: '6', 'column 3': 'late' });
  });

  it('keeps many longer rows whole, and sets few aside', () => {
    const few = lines('a,b', ...Array.from({ length: 40 }, (_, i) => `${i},x`), '1,2,3');
    expect(preview(few)).toMatchObject({ settings: { longRows: 'quarantine' }, quarantined: [{ line: 42 }] });
    const many = preview(lines('a,b', '1,x', '2,y', '3,z,more', '4,w'));
    expect(many).toMatchObject({ settings: { longRows: 'extra columns' }, quarantined: [] });
    expect(many.reasons.join(' ')).toContain('1 row of the first 4 have more cells than columns');
  });
});

describe('header', () => {
  it.each<[string, number]>([
    [lines('2020-01-01,ok,1', '2020-01-02,bad,2', '2020-01-03,ok,3'), 0],
    [lines('10:00,5', '10:05,6', '10:10,7'), 0],
    [lines('NaN,1.5,x', '2.0,1.25,y', '3.0,NaN,z'), 0],
    [lines('A-12,ok', 'A-13,bad', 'A-14,ok'), 0],
    [lines('ham\tOk lar, joking with you', 'spam\tFree entry to win', 'ham\tNah, not now'), 0],
    [lines('Year,2019,2020,2021', 'Timber,2,3,4', 'Iron,5,6,7'), 1],
    [lines(',text,label', '0,hello,1', '1,bye,0'), 1],
    [lines('Report of May', 'by town, and by year', 'town,year,sum', 'Rome,2019,5', 'Bern,2020,6'), 3],
    [lines('"Spend, by town",,', ',,', 'town,year,sum', 'Rome,2019,5', 'Bern,2020,6', 'Oslo,2021,7'), 3],
  ])('of %j is row %d', (text, headerRow) => {
    expect(found(text)).toMatchObject({ headerRow });
  });

  it('may stand in two rows', () => {
    const groups = preview(
      lines(',2019,,2020,', 'town,men,women,men,women', 'Rome,1,2,3,4', 'Bern,5,6,7,8', 'Oslo,9,8,7,6'),
    );
    expect(groups.columns).toEqual(['town', '2019 men', '2019 women', '2020 men', '2020 women']);
    expect(groups.rows).toHaveLength(3);
    const units = preview(lines('name,weight,length', ',kg,m', 'a,1,2', 'b,3,4', 'c,5,6'));
    expect(units.columns).toEqual(['name', 'weight kg', 'length m']);
    expect(units.rows).toHaveLength(3);
  });

  it('comes under a line that names the delimiter, which is obeyed', () => {
    for (const sep of ['sep=;', '"sep=;"', '\ufeffsep=;']) {
      const seen = preview(lines(sep, 'q;a', '1, 2;x', '3, 4;y'));
      expect(seen.settings).toMatchObject({ delimiter: ';', headerRow: 2 });
      expect(parsed(seen.rows)).toEqual([
        { q: '1, 2', a: 'x' },
        { q: '3, 4', a: 'y' },
      ]);
    }
    const bare = preview(lines('sep=;', '5;2', '3;4'));
    expect(bare.settings).toMatchObject({ delimiter: ';', headerRow: 0 });
    expect(bare.rows).toHaveLength(2);
  });
});

describe('offers', () => {
  it('drop totals and blank rows at the end, which are kept', () => {
    const text = lines('town,sum', 'Rome,5', 'Bern,6', ',', 'Total,11');
    const seen = preview(text);
    expect(seen.rows).toHaveLength(4);
    expect(seen.offers).toEqual([
      {
        label: 'Leave out the last 2 rows',
        reason: 'The table ends with 2 total and blank rows, which are kept.',
        wanted: { dropLast: 2 },
      },
    ]);
    const dropped = preview(text, seen.offers?.[0]?.wanted);
    expect(dropped.rows).toHaveLength(2);
    expect(dropped.offers).toBeUndefined();
    expect(preview(lines('town,sum', 'Rome,5', 'Totalville,6', 'Bern,7')).offers).toBeUndefined();
    const long = lines('town,sum', ...Array.from({ length: 5_000 }, (_, i) => `Town ${i},${i}`), 'Total,11');
    expect(preview(long).offers).toMatchObject([{ wanted: { dropLast: 1 } }]);
  });

  it('read cells as a spreadsheet shows them', () => {
    const text = lines('code,name', '="001",Ann', '="0""2",Bo');
    const seen = preview(text);
    expect(seen.rows[0]).toBe('{"code":"=\\"001\\"","name":"Ann"}');
    expect(seen.offers).toMatchObject([{ wanted: { shownCells: true } }]);
    expect(parsed(preview(text, { shownCells: true }).rows)).toEqual([
      { code: '001', name: 'Ann' },
      { code: '0"2', name: 'Bo' },
    ]);
  });

  it('say how to keep what would go to quarantine, where that is more than a few', () => {
    const text = lines('a,b', '1,2', '3,4,5', '6,7');
    const [offer] = preview(text, { longRows: 'quarantine' }).offers ?? [];
    expect(offer).toMatchObject({ wanted: { longRows: 'extra columns' } });
    expect(offer?.reason).toBe('1 row of the first 3 would go to quarantine: they have more cells than columns.');
    const open = lines('a,b', ...Array.from({ length: 10 }, (_, i) => `${i},"x`));
    const [asText] = preview(open, { quote: '"' }).offers ?? [];
    expect(asText).toMatchObject({ wanted: { quote: '' } });
    const seen = preview(open, { quote: '"', ...asText?.wanted });
    expect([seen.rows.length, seen.quarantined.length, seen.offers]).toEqual([10, 0, undefined]);
  });

  it('read quotes as text where a cell begins with one and is not quoted', () => {
    const row = (i: number): string => (i % 10 === 5 ? `"Stop" ${i}\tx` : i % 10 === 8 ? 'say "go"\ty' : `go ${i}\ty`);
    const seen = preview(lines('a\tb', ...Array.from({ length: 30 }, (_, i) => row(i))), { quote: '"' });
    expect(seen.rows).toHaveLength(30);
    expect(seen.offers).toMatchObject([
      { reason: 'A cell in line 7 begins with a quote and is not quoted.', wanted: { quote: '' } },
    ]);
  });
});

describe('a name', () => {
  const ragged = lines('a,b', '1,2', 'short', '"multi', 'line",4,five', '6,7', '8,9,"ten",11');

  it('of a table is believed where the rows are too unlike for anything else', () => {
    expect(found(ragged)).toMatchObject({ delimiter: '' });
    const { settings } = sniffTable(ragged, true, {}, 'ragged.csv');
    expect(settings).toMatchObject({ delimiter: ',', longRows: 'extra columns' });
    expect(preview(ragged).columns).toHaveLength(4);
  });

  it('makes no table of sentences', () => {
    const text = lines('Well, it rains.', 'No.', 'If it rains, we stay, I think.', 'We do.', 'Oh, do we?');
    expect(sniffTable(text, true, {}, 'notes.csv').settings.delimiter).toBe('');
  });
});

describe('a usual name of a column', () => {
  it('tells the names from the rows also where the others are sentences', () => {
    const long = 'The model that answers as a pirate: {{question}}';
    const text = lines(
      `question,"${long}"`,
      'What is a mast?,"A tall tree, matey, which holds the sail."',
      'What is a keel?,"The spine of any ship that sails."',
    );
    expect(found(text)).toMatchObject({ headerRow: 1 });
    const again = lines(
      'question,What is a mast made of?',
      'answer,It is made of wood.',
      'question,Of which wood is it made?',
      'answer,Of spruce mostly.',
    );
    expect(found(again)).toMatchObject({ headerRow: 0 });
  });
});
