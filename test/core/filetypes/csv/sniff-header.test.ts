import { describe, expect, it } from 'vitest';
import { previewHead } from '../../../../src/core/filetypes/preview.ts';

describe('the header of a table', () => {
  it('is not a title that stands over a column in the middle, and names nothing that is empty', () => {
    const text = [
      ',,"Key figures, by town",,,2011,,',
      ',,in euros,,,,,people',
      ',,,,,,,',
      ',,town,town,town,town,town,',
      ',,A,B,C,D,E,',
      ',,Rome,Bern,Oslo,Kyiv,Riga,',
      'No.,Cluster,,,,,,',
      '0,Income:,,,,,,',
      '1,Taxes,208,173,163,179,190,',
      '2,Other,7,55,52,66,37,',
      '3,Reserves,23,49,56,30,102,',
      '4,Grants,1176,1076,961,993,933,',
      '5,Sum,1414,1353,1232,1268,1262,',
    ].join('\n');
    const bytes = new TextEncoder().encode(text);
    const read = previewHead(bytes, { name: 'x.csv', bytes: bytes.length, complete: true }, {});
    if (!read.ok) throw new Error(JSON.stringify(read));
    const table = read.value;
    expect(table.settings).toMatchObject({ headerRow: 4, headerRows: 3 });
    const towns = ['town A Rome', 'town B Bern', 'town C Oslo', 'town D Kyiv', 'town E Riga'];
    expect(table.columns).toEqual(['column 1', 'column 2', ...towns]);
    expect(table.rows).toHaveLength(7);
  });
});
