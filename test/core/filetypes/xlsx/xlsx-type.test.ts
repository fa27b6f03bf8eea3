import { describe, expect, it } from 'vitest';
import { BrokenFileError } from '../../../../src/core/filetypes/broken-file-error.ts';
import { findWholeType } from '../../../../src/core/filetypes/index.ts';
import { previewWhole } from '../../../../src/core/filetypes/preview-whole.ts';
import type { ReadSettings } from '../../../../src/core/filetypes/settings.ts';
import { xlsxType } from '../../../../src/core/filetypes/xlsx/xlsx-type.ts';
import { sourceOf } from '../../../support/byte-source.ts';
import { describeShared } from '../../../support/real-files.ts';
import { workbook, zip } from '../../../support/workbook.ts';

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
