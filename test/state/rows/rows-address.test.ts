import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { queryOfRows, rowsOfQuery } from '../../../src/state/rows/rows-address.ts';
import { anyView } from '../../support/view-arbitraries.ts';

it('a view, a row and a tab come back from their address', () => {
  const tab = fc.constantFrom(null, 'chat', 'json');
  fc.assert(
    fc.property(anyView, fc.nat(2_000_000), fc.boolean(), tab, (view, position, reading, chosen) => {
      const shown = { view, position, reading, tab: reading ? chosen : null };
      expect(rowsOfQuery(queryOfRows(shown))).toEqual({ ...shown, unread: [] });
    }),
  );
});

it('can be read by people', () => {
  const view = {
    search: { text: 'green tea' },
    filters: [{ on: 'words' as const, of: { role: 'output' as const }, max: 2 }],
  };
  const query = queryOfRows({ view, position: 11, reading: true, tab: 'json' });
  expect(query).toBe('q=green+tea&is=words:@output:..2&row=12&tab=json');
  expect(queryOfRows({ view: { filters: [] }, position: 0, reading: false, tab: null })).toBe('');
});

it('says what nobody can read, and goes on without it', () => {
  const { unread, ...shown } = rowsOfQuery('row=abc&at=7&colour=blue&is=taste:sweet');
  expect(shown).toEqual({ view: { filters: [] }, position: 6, reading: false, tab: null });
  expect(unread).toEqual(['is=taste:sweet', 'row=abc', 'colour=blue']);
});
