import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { viewOfJson } from '../../../src/core/view/check-view.ts';
import { addressOfView, viewOfAddress } from '../../../src/core/view/view-address.ts';
import { equalViews, type View } from '../../../src/core/view/view.ts';
import { anyView } from '../../support/view-arbitraries.ts';

describe('a view in an address', () => {
  it('comes back as it was, whatever its names and texts', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        const params = addressOfView(view);
        expect(viewOfAddress(params)).toEqual({ view, unread: [] });
        const query = new URLSearchParams(params).toString();
        expect(viewOfAddress(new URLSearchParams(query)).view).toEqual(view);
      }),
    );
  });

  it('can be read', () => {
    const view: View = {
      search: { text: 'tea' },
      filters: [
        { on: 'words', of: { role: 'output' }, max: 2 },
        { on: 'value', of: 'category', values: ['maths', 'art, music'], exclude: true },
        { on: 'file', files: ['a.csv'] },
      ],
      sort: { by: 'characters', of: { role: 'output' }, direction: 'descending' },
    };
    expect(addressOfView(view)).toEqual([
      ['q', 'tea'],
      ['is', 'words:@output:..2'],
      ['not', 'value:category:maths,art%2C music'],
      ['is', 'file:a.csv'],
      ['sort', '-characters:@output'],
    ]);
  });

  it('leaves out what nobody can read, and says so', () => {
    const params = new URLSearchParams(
      'is=words:a:..x&is=words:a:3..&not=colour:a&sort=taste:a&row=4&is=empty:a:b&q=(&regex=1&is=regex:a:(',
    );
    const { view, unread } = viewOfAddress(params);
    expect(view).toEqual({ filters: [{ on: 'words', of: 'a', min: 3 }] });
    expect(unread).toEqual([
      ...['is=words:a:..x', 'not=colour:a', 'is=empty:a:b', 'is=regex:a:(', 'sort=taste:a', 'q=('],
    ]);
  });
});

describe('a view as JSON', () => {
  it('is read back', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        // The cast: a view is plain data.
        const stored = JSON.parse(JSON.stringify(view)) as never;
        expect(viewOfJson(stored)).toEqual(view);
        expect(equalViews(view, { ...view, filters: view.filters.map((filter) => ({ ...filter })) })).toBe(true);
      }),
    );
  });

  it.each([
    [[]],
    [{ filters: [{ on: 'words', of: 'a' }] }],
    [{ filters: [{ on: 'regex', of: 'a', text: '' }] }],
    [{ filters: [], later: true }],
    [{ filters: [{ on: 'empty', of: { role: 'king' } }] }],
    [{ filters: [], sort: { by: 'text', of: 'a' } }],
  ])('is none: %j', (json) => {
    expect(viewOfJson(json as never)).toBeNull();
  });
});
