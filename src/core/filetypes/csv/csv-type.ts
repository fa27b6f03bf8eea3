import type { Json } from '../../json.ts';
import { isNamedJsonLike } from '../json/sniff-json.ts';
import type { Refined, TextType } from '../file-type.ts';
import { CsvReader } from './csv.ts';
import { jsonColumns, whyReadCells } from './json-cells.ts';
import { sniffTable } from './sniff-table.ts';

/** Rows that JSON is looked for in. */
const LOOKED_AT = 400;

/** Delimited text. It asks for nothing, so it is asked last: what is nothing else is a table. */
export const csvType: TextType = {
  id: 'csv',
  kind: 'text',
  recognise: ({ fileName }) => ({
    reason: isNamedJsonLike(fileName)
      ? 'A table: in spite of the name, the lines are not JSON.'
      : 'A table: the lines are not JSON.',
  }),
  settle: sniffTable,
  read: (settings, options) => new CsvReader(settings, options),
  refine(settings, { columns, rows }, wanted): Refined {
    // The cast: JSON.parse gives nothing else.
    const values = rows.slice(0, LOOKED_AT).map((row) => JSON.parse(row) as Json);
    const found = jsonColumns(columns, values);
    const reason = wanted.jsonCells === undefined ? whyReadCells(found, values) : null;
    const jsonCells = wanted.jsonCells ?? reason !== null;
    return {
      settings: { ...settings, jsonCells },
      reasons: reason === null ? [] : [reason],
      jsonColumns: found,
      again: jsonCells,
    };
  },
  kept: ({ delimiter, headerRow, jsonCells }) => ({ delimiter, headerRow, ...(jsonCells ? { jsonCells } : {}) }),
};
