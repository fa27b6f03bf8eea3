import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { counted, grouped, lasting, percent, sized } from '../../src/core/amount.ts';

describe('amounts in words', () => {
  it('separates thousands as en does', () => {
    fc.assert(
      fc.property(fc.integer(), (value) => {
        expect(grouped(value)).toBe(value.toLocaleString('en'));
      }),
    );
  });

  it('counts one thing as one', () => {
    expect(counted(1, 'row')).toBe('1 row');
    expect(counted(52_002, 'row')).toBe('52,002 rows');
    expect(counted(0, 'entry', 'entries')).toBe('0 entries');
  });

  it('shortens bytes', () => {
    expect([1, 999, 1_000, 1_204_000, 11_000_000_000].map(sized)).toEqual([
      '1 byte',
      '999 bytes',
      '1.0 kB',
      '1.2 MB',
      '11 GB',
    ]);
  });

  it('carries into the next unit', () => {
    expect(sized(999_999)).toBe('1.0 MB');
  });

  it('says how long', () => {
    expect([320, 5_000, 95_000, 7_260_000].map(lasting)).toEqual(['0.3 s', '5 s', '1 min 35 s', '2 h 1 min']);
  });

  it('never rounds a rest away', () => {
    expect(percent(1, 10_000)).toBe('under 1%');
    expect(percent(9_999, 10_000)).toBe('99%');
    expect(percent(1, 3)).toBe('33%');
    expect(percent(0, 0)).toBe('0%');
  });
});
