import { describe, expect, it } from 'vitest';
import { meaningOfFormat } from '../../../../src/core/filetypes/xlsx/cell-styles.ts';
import { isoText, timeText } from '../../../../src/core/filetypes/xlsx/cell-times.ts';

describe('a number that stands for a time', () => {
  it.each([
    ['46000', '2025-12-09'],
    ['44197.541666666664', '2021-01-01T13:00:00'],
    ['44197.999988425923', '2021-01-01T23:59:59'],
    ['1', '1900-01-01'],
    ['59', '1900-02-28'],
    ['61', '1900-03-01'],
    ['0.5', '12:00:00'],
    ['2958465', '9999-12-31'],
    ['2958466', null],
    ['-3', null],
    ['soon', null],
  ])('%s is %s', (written, text) => {
    expect(timeText(written, 'day', false)).toBe(text);
  });

  it('counts from 1904 where its workbook does', () => {
    expect(timeText('0.25', 'day', true)).toBe('06:00:00');
    expect(timeText('1', 'day', true)).toBe('1904-01-02');
    expect(timeText('44538', 'day', true)).toBe('2025-12-09');
  });

  it('is a length of time where its format counts hours', () => {
    expect(timeText('1.5208333333333333', 'length', false)).toBe('36:30:00');
    expect(timeText('-0.00001', 'length', false)).toBe('-00:00:00.864');
  });

  it('is what its format says', () => {
    const days = ['yyyy\\-mm\\-dd;@', '[$-409]d\\-mmm\\-yy', 'h:mm AM/PM', 'mm:ss.0', 'yyyy"年"m"月"d"日"', 'ggge"年"'];
    expect(days.map(meaningOfFormat)).toEqual(days.map(() => 'day'));
    expect(['[h]:mm:ss', '[mm]:ss'].map(meaningOfFormat)).toEqual(['length', 'length']);
    const numbers = ['General', '0.00E+00', '#,##0 "days"', '[Red]-0.0', '@', '0%', '# ?/?', '"d"0'];
    expect(numbers.map(meaningOfFormat)).toEqual(numbers.map(() => undefined));
  });

  it('may be written as a date', () => {
    expect(isoText('2025-12-09T00:00:00')).toBe('2025-12-09');
    expect(isoText('2025-12-09T13:05:00.000Z')).toBe('2025-12-09T13:05:00');
    expect(isoText('in May')).toBe('in May');
  });
});
