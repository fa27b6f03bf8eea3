import { describe, expect, it } from 'vitest';
import { BrokenFileError } from '../../../../src/core/filetypes/broken-file-error.ts';
import { findWholeType } from '../../../../src/core/filetypes/index.ts';
import { previewWhole } from '../../../../src/core/filetypes/preview-whole.ts';
import type { ReadSettings } from '../../../../src/core/filetypes/settings.ts';
import { xlsxType } from '../../../../src/core/filetypes/xlsx/xlsx-type.ts';
import { sourceOf } from '../../../support/byte-source.ts';
import { describeShared } from '../../../support/real-files.ts';
import { rawWorkbook, sheetOf, workbook, zip } from '../../../support/workbook.ts';

async function read(bytes: Uint8Array, wanted: Partial<ReadSettings> = {}) {
  const file = await xlsxType.open(sourceOf(bytes), wanted);
  const rows: string[] = [];
  for await (const stretch of file.read()) rows.push(...stretch.rows);
  return { ...file, counts: file.counts, rows };
}

describe('an Excel workbook', () => {
  it('gives the table of its first sheet, cells as they are stored', async () => {
    const bytes = await workbook({
      Data: [
        ['question', 'answer', 'score', 'checked', 'on'],
        ['Is <this> “it”?\nYes & no', '  kept  ', { n: '12345678901234567890' }, true, { day: 46_000 }],
        ['=1+1', null, { n: '0.1' }, false, null],
      ],
    });
    expect(findWholeType(bytes)?.id).toBe('xlsx');
    const found = await read(bytes);
    expect(found.columns).toEqual(['question', 'answer', 'score', 'checked', 'on']);
    expect(found.rows).toEqual([
      '{"question":"Is <this> “it”?\\nYes & no","answer":"  kept  ","score":12345678901234567890,"checked":true,"on":"2025-12-09"}',
      '{"question":"=1+1","answer":null,"score":0.1,"checked":false,"on":null}',
    ]);
  });

  it('offers every sheet, begins with the first that holds something, and reads the chosen one', async () => {
    const bytes = await workbook({ Empty: [], One: [['a'], ['1']], Two: [['b'], ['2'], ['3']] });
    const first = await read(bytes);
    expect([first.settings.rowsAt, first.rows]).toEqual(['One', ['{"a":"1"}']]);
    expect(first.rowPlaces?.map(({ rowsAt }) => rowsAt)).toEqual(['Empty', 'One', 'Two']);
    expect(first.reasons.join(' ')).toContain('Other sheets: “Two”.');
    const second = await read(bytes, { rowsAt: 'Two' });
    expect(second.rows).toEqual(['{"b":"2"}', '{"b":"3"}']);
  });

  it('finds the header below a title, leaves blank rows and unused columns out, and names what has no name', async () => {
    const bytes = await workbook({
      S: [['Report of May'], [], ['id', 'text', null], [{ n: '1' }, 'a', null], [], [{ n: '2' }, 'b', 'extra']],
    });
    const found = await read(bytes);
    expect(found.columns).toEqual(['id', 'text', 'column 3']);
    expect(found.rows).toEqual(['{"id":1,"text":"a","column 3":null}', '{"id":2,"text":"b","column 3":"extra"}']);
    expect(found.settings.headerRow).toBe(3);
    expect(found.counts).toEqual({ blankLines: 1, preamble: 2 });
    expect((await read(bytes, { headerRow: 0 })).rows).toHaveLength(4);
  });

  it('is read no further than its first rows are needed, and then to its end', async () => {
    const long = 'and so on '.repeat(300);
    const rows = Array.from({ length: 2_000 }, (_, at) => [`Question number ${at}? ${long}`, { n: `${at}` }]);
    const bytes = await workbook({ S: [['question', 'number'], ...rows], Other: [['a']] });
    const preview = await previewWhole(xlsxType, sourceOf(bytes), 'a.xlsx', {});
    expect([preview.rowCount, preview.complete]).toEqual([undefined, false]);
    expect(preview.estimatedRows).toBeGreaterThan(1_950);
    expect(preview.estimatedRows).toBeLessThan(2_050);
    expect(preview.rowPlaces?.map(({ label }) => label)).toEqual([
      expect.stringMatching(/^S \(about (2,[01]|1,9)00 rows\)$/),
      'Other (1 row)',
    ]);
    const found = await read(bytes);
    expect([found.rows.length, found.rows.at(-1)]).toEqual([
      2_000,
      `{"question":"Question number 1999? ${long}","number":1999}`,
    ]);
  });

  it('says how many rows there are where that is written before them', async () => {
    const row = (at: number): string => `<row r="${at}"><c r="A${at}"><v>${'9'.repeat(900)}</v></c></row>`;
    const rows = Array.from({ length: 5_000 }, (_, at) => row(at + 1)).join('');
    const sheet = sheetOf(rows).replace('<sheetData>', '<dimension ref="A1:A5000"/><sheetData>');
    const { estimatedRows } = await xlsxType.open(sourceOf(await rawWorkbook({ S: sheet })), {});
    expect(estimatedRows).toBe(5_000);
  });

  it('gives a column to values that have none, from the row on that brings the first', async () => {
    const long = 'and so on '.repeat(300);
    const far = Array.from({ length: 2_000 }, (_, at) => [`${at} ${long}`, ...(at === 1_999 ? [null, 'late'] : [])]);
    const found = await read(await workbook({ S: [['question'], ...far] }));
    expect(found.columns).toEqual(['question', 'column 2']);
    expect(found.rows.slice(-2)).toEqual([
      `{"question":"1998 ${long}"}`,
      `{"question":"1999 ${long}","column 2":"late"}`,
    ]);
  });

  it('whose cells name texts that are not there is broken, with the place', async () => {
    const sheet = sheetOf('<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="7"><c r="A7" t="s"><v>3</v></c></row>');
    const bytes = await rawWorkbook({ S: sheet }, { shared: '<si><t>a</t></si>' });
    await expect(read(bytes)).rejects.toThrow('row 7 of a sheet has text number 3 of the 1 text that its cells share');
  });

  it('without places of rows and cells, and with a prefix before each name, is read', async () => {
    const sheet =
      '<x:worksheet xmlns:x="u"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c></x:row><x:row><x:c><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>';
    expect((await read(await rawWorkbook({ S: sheet }))).rows).toEqual(['{"a":5}']);
  });

  it('whose lists of sheets and styles are larger than any real ones is refused', async () => {
    const bomb = await zip({ 'xl/workbook.xml': ' '.repeat(17e6) });
    await expect(read(bomb)).rejects.toMatchObject({
      what: 'too large for a workbook: a part of it that lists sheets or styles unpacks to more than 16 MB',
    });
  });

  it('without a row of names gets names, and loses no row', async () => {
    const found = await read(
      await workbook({
        S: [
          ['a', { n: '1' }],
          ['b', { n: '2' }],
        ],
      }),
    );
    expect(found.settings.headerRow).toBe(0);
    expect(found.rows).toEqual(['{"column 1":"a","column 2":1}', '{"column 1":"b","column 2":2}']);
  });

  it('that is cut is broken; one without rows has a problem; another archive is none', async () => {
    const bytes = await workbook({ S: [['a'], ['1']] });
    for (const length of [40, bytes.length >> 1, bytes.length - 10])
      await expect(read(bytes.subarray(0, length))).rejects.toThrow(BrokenFileError);
    const empty = await previewWhole(xlsxType, sourceOf(await workbook({ S: [] })), 'a.xlsx', {});
    expect(empty.problem).toEqual({ kind: 'no-rows', file: 'a.xlsx' });
    expect(findWholeType(await zip({ 'a.txt': 'xl' }))).toBeUndefined();
  });
});

describeShared('cases/48-xlsx', (files) => {
  it('is read', async () => {
    const preview = await previewWhole(xlsxType, sourceOf(files.bytes('input.xlsx')), 'input.xlsx', {});
    expect([preview.rows.length, preview.columns]).toEqual([2, ['question', 'answer']]);
  });
});
