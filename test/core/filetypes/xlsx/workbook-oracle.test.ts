import fc from 'fast-check';
import readSheets from 'read-excel-file/universal';
import { expect, it } from 'vitest';
import { JsonText } from '../../../../src/core/filetypes/spelled-json.ts';
import { Workbook } from '../../../../src/core/filetypes/xlsx/workbook.ts';
import { sourceOf } from '../../../support/byte-source.ts';
import { columnName, escapeXml, rawWorkbook, sheetOf } from '../../../support/workbook.ts';

/** What another reader makes of a workbook is the truth: cells as JSON, row by row, without what is empty. */
async function otherReading(bytes: Uint8Array): Promise<unknown> {
  // The cast: the library takes a buffer of its own.
  const sheets = await readSheets(bytes.slice().buffer, {
    trim: false,
    parseNumber: (text: string) => new JsonText(text),
  });
  return sheets.map(({ sheet, data }) => ({
    name: sheet,
    rows: data.flatMap((row, at) => {
      const cells = row.flatMap((cell: unknown, column) => (cell === null ? [] : [[column, told(cell)]]));
      return cells.length > 0 ? [[at + 1, cells]] : [];
    }),
  }));
}

async function ownReading(bytes: Uint8Array): Promise<unknown> {
  const book = await Workbook.open(sourceOf(bytes));
  const sheets: unknown[] = [];
  for (const sheet of book.sheets) {
    const rows: unknown[] = [];
    for await (const stretch of sheet.read()) {
      for (const { number, columns, values } of stretch.rows)
        rows.push([number, columns.map((column, at) => [column, told(values[at])])]);
    }
    sheets.push({ name: sheet.name, rows });
  }
  await book.close();
  return sheets;
}

function told(cell: unknown): unknown {
  if (cell instanceof JsonText) return { number: cell.text };
  if (cell instanceof Date) return cell.toISOString().replace(/(T00:00:00)?\.000Z$/, '');
  return cell;
}

const DATE_STYLES = [1, 3, 4];
const STYLES = `<numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd&quot; o'clock 0&quot;;@"/><numFmt numFmtId="165" formatCode="[$-409]d\\-mmm\\-yy h:mm AM/PM"/><numFmt numFmtId="166" formatCode="[Red]#,##0.00&quot; days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14" xfId="0"/><xf numFmtId="10"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs>`;

const text = fc.oneof(
  fc.constantFrom('_x000D_', ' a ', 'x<y & "z"', 'Ünïcödé 漢字 🙂', '&amp;', ']]>', '_x005F_x0041_', "it's > that"),
  fc.string({ maxLength: 12 }).map((each) => each.replace(/[\0-\x1f]/g, '\n')),
);
const texts = fc.array(text, { minLength: 1, maxLength: 6 });
const numeral = fc.oneof(
  fc.integer().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.constantFrom('12345678901234567890', '0.1', '1E+20', '-0'),
);
/** Days after the February that never was, with times that a double holds. */
const serial = fc
  .tuple(fc.integer({ min: 61, max: 60_000 }), fc.constantFrom(0, 0.125, 0.5))
  .map(([day, part]) => String(day + part));

/** A cell without its place: attributes, then content. */
const cell = fc.oneof(
  fc.nat(9).map((index) => ({ attributes: 't="s"', content: `<v>${index}</v>` })),
  text.map((each) => ({
    attributes: 't="inlineStr"',
    content: `<is><t xml:space="preserve">${escapeXml(each)}</t></is>`,
  })),
  texts.map((parts) => ({
    attributes: 't="inlineStr"',
    content: `<is>${parts.map((part) => `<r><rPr><b/></rPr><t>${escapeXml(part)}</t></r>`).join('')}<rPh sb="0" eb="1"><t>sounds</t></rPh></is>`,
  })),
  text.map((each) => ({ attributes: 't="str"', content: `<f>A1&amp;"v"</f><v>${escapeXml(each)}</v>` })),
  numeral.map((each) => ({ attributes: 's="5"', content: `<v>${each}</v>` })),
  numeral.map((each) => ({ attributes: '', content: `<f t="shared" si="0"/><v>${each}</v>` })),
  fc
    .tuple(serial, fc.constantFrom(...DATE_STYLES))
    .map(([day, style]) => ({ attributes: `s='${style}'`, content: `<v>${day}</v>` })),
  fc.boolean().map((each) => ({ attributes: 't="b"', content: `<v>${Number(each)}</v>` })),
  fc.constantFrom({ attributes: 't="e"', content: '<v>#DIV/0!</v>' }, { attributes: 's="1"', content: '' }),
);
/** How far each row is behind the one before, and each cell. */
const gap = fc.oneof(
  { weight: 4, arbitrary: fc.constant(1) },
  { weight: 1, arbitrary: fc.integer({ min: 2, max: 30 }) },
);
const sheet = fc.array(fc.tuple(gap, fc.array(fc.tuple(gap, cell), { maxLength: 5 })), { maxLength: 8 }).map((rows) => {
  let number = 0;
  const written = rows.map(([below, cells]) => {
    number += below;
    let column = -1;
    const each = cells.map(([beside, { attributes, content }]) => {
      column += beside;
      return `<c r="${columnName(column)}${number}" ${attributes}${content === '' ? '/>' : `>${content}</c>`}`;
    });
    return `<row r="${number}" spans="1:3">${each.join('\n')}</row>`;
  });
  return sheetOf(written.join(''));
});
const book = fc.record({
  sheets: fc.array(sheet, { minLength: 1, maxLength: 8 }),
  shared: fc.array(texts, { minLength: 10, maxLength: 10 }),
  is1904: fc.boolean(),
});

it('reads what another reader reads in workbooks of all kinds of cells', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(book, async ({ sheets, shared, is1904 }) => {
      const si = shared.map(([first = '', ...rest]) =>
        rest.length === 0
          ? `<si><t xml:space="preserve">${escapeXml(first)}</t></si>`
          : `<si>${[first, ...rest].map((part) => `<r><t>${escapeXml(part)}</t></r>`).join('')}<rPh sb="0" eb="1"><t>sounds</t></rPh></si>`,
      );
      const named = Object.fromEntries(sheets.map((xml, at) => [`S${at}`, xml]));
      const bytes = await rawWorkbook(named, { shared: si.join(''), styles: STYLES, is1904 });
      expect(await ownReading(bytes)).toEqual(await otherReading(bytes));
    }),
    { numRuns: 25 },
  );
});
