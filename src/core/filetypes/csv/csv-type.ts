import type { Json } from '../../json.ts';
import { isNamedJsonLike } from '../json/sniff-json.ts';
import type { Refined, TextType } from '../file-type.ts';
import { CsvReader } from './csv.ts';
import { offersFor } from './table-offers.ts';
import { jsonColumns, whyReadCells } from './json-cells.ts';
import { sniffTable } from './sniff/sniff-table.ts';

/** Rows that JSON is looked for in. */
const LOOKED_AT = 400;
/** Of very wide tables fewer: to parse 100,000 cells takes half a second. */
const MOST_CELLS = 100_000;

/** Delimited text. It asks for nothing, so it is asked last: what is nothing else is a table. */
export const csvType: TextType = {
  id: 'csv',
  kind: 'text',
  recognise: ({ fileName }) => ({
    reason: isNamedJsonLike(fileName)
      ? 'Read as a table. The name says JSON, but most lines aren’t valid JSON.'
      : 'Read as a table.',
  }),
  settle({ text, complete, fileName }, wanted, settings) {
    const { settings: found, reasons, offers } = sniffTable(text, complete, wanted, fileName);
    return { settings: { ...settings, ...found }, reasons, ...(offers.length > 0 ? { offers } : {}) };
  },
  read: (settings, options) => new CsvReader(settings, options),
  refine(settings, { columns, rows, quarantined, counts }, wanted): Refined {
    const some = rows.slice(0, Math.max(1, Math.min(LOOKED_AT, Math.floor(MOST_CELLS / columns.length))));
    // The cast: JSON.parse gives nothing else.
    const values = some.map((row) => JSON.parse(row) as Json);
    const found = jsonColumns(columns, values);
    const reason = wanted.jsonCells === undefined ? whyReadCells(found, values) : null;
    const jsonCells = wanted.jsonCells ?? reason !== null;
    return {
      settings: { ...settings, jsonCells },
      reasons: reason === null ? [] : [reason],
      jsonColumns: found,
      offers: offersFor(settings, { rows: rows.length, quarantined, notes: counts.notes ?? {} }),
      again: jsonCells,
    };
  },
  kept: ({ delimiter, headerRow, jsonCells }) => ({
    delimiter,
    headerRow,
    ...(jsonCells ? { jsonCells } : {}),
  }),
};
