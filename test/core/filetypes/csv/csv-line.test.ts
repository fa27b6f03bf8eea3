import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvReader } from '../../../../src/core/filetypes/csv/csv.ts';
import { csvCells, writeCsvLine } from '../../../../src/core/filetypes/csv/csv-line.ts';
import { Row } from '../../../../src/core/row/row.ts';

const settings = {
  fileType: 'csv',
  encoding: 'utf-8',
  delimiter: ',',
  newline: '\r\n',
  headerRow: 0,
  longRows: 'quarantine',
} as const;

describe('writeCsvLine', () => {
  it('is read back as the same cells', () => {
    const cells = fc.array(fc.oneof(fc.constant(''), fc.string({ unit: 'binary' })), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(cells, (row) => {
        const read = new CsvReader(settings).push(writeCsvLine(row), true);
        expect(read.quarantined).toEqual([]);
        expect(Object.values(JSON.parse(read.rows[0] ?? '{}') as object)).toEqual(row);
      }),
    );
  });
});

describe('csvCells', () => {
  it('keeps every digit, and leaves missing and null cells empty', () => {
    const row = new Row('{"a":1.0,"b":null,"c":{"d": 1e400}}');
    expect(csvCells(row, ['a', 'b', 'c', 'd'], false)).toEqual(['1.0', '', '{"d": 1e400}', '']);
  });

  it('guards formulas only where that is asked for', () => {
    const row = new Row('{"a":"=1+1","b":"-5","c":"text"}');
    expect(csvCells(row, ['a', 'b', 'c'], true)).toEqual(["'=1+1", "'-5", 'text']);
    expect(csvCells(row, ['a', 'b', 'c'], false)).toEqual(['=1+1', '-5', 'text']);
  });
});
