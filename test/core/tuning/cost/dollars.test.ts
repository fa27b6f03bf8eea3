import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dollars } from '../../../../src/core/tuning/cost/dollars.ts';

it('says amounts of money to the cent', () => {
  expect([0, 0.009, 0.01, 0.1, 52, 1234.5, 1_234_567.891].map(dollars)).toEqual([
    ...['$0.00', 'under $0.01', '$0.01', '$0.10', '$52.00', '$1,234.50', '$1,234,567.89'],
  ]);
});

it('never says a dollar more or less where cents round up', () => {
  expect([0.995, 0.999, 9.999, 999.996].map(dollars)).toEqual(['$0.99', '$1.00', '$10.00', '$1,000.00']);
  fc.assert(
    fc.property(fc.nat(10_000_000_00), (cents) => {
      const said = dollars(cents / 100).replace(/[$,]/g, '');
      expect(Math.round(Number(said) * 100)).toBe(cents);
    }),
  );
});
