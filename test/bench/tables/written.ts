import type { Delimiter } from '../../../src/core/filetypes/settings.ts';
import type { ColumnKind } from './cells.ts';
import type { Dice } from './dice.ts';
import type { MadeTable, Trouble } from './made-table.ts';

/** How a table is written. */
export interface Style {
  readonly delimiter: Delimiter;
  readonly quote: '"' | "'" | '';
  readonly escape: 'double' | 'backslash';
  readonly quoting: 'needed' | 'all' | 'texts' | 'none';
  readonly newline: '\n' | '\r\n' | '\r';
  readonly hasFinal: boolean;
}

export interface Draft {
  readonly style: Style;
  readonly kinds: readonly ColumnKind[];
  readonly names: readonly string[] | null;
  readonly rows: readonly (readonly string[])[];
}

/** Writes a table with its trouble. */
export function writeTable(dice: Dice, trouble: Trouble, draft: Draft): MadeTable {
  const { style, kinds, names } = draft;
  const width = kinds.length;
  let rows = draft.rows.map((cells) => cells.map((cell) => fitting(cell, style)));
  if (trouble === 'stray quotes')
    rows = rows.map(([first = '', ...rest], index) => [index % 3 === 0 ? `"${first}` : first, ...rest]);
  if (trouble === 'total row') rows.push(kinds.map(({ isNumber }, i) => (i === 0 ? 'Total' : isNumber ? '12345' : '')));
  if (trouble === 'blank rows at the end') rows.push(...dice.times(dice.number(1, 3), () => kinds.map(() => '')));
  if (trouble === 'short rows')
    rows = rows.map((cells) => (dice.chance(0.2) ? cells.slice(0, dice.number(1, width)) : cells));
  if (trouble === 'a long row') rows.splice(Math.floor(rows.length / 2), 1, [...(rows[0] ?? []), 'more']);

  const line = (cells: readonly string[]): string =>
    lineOf(cells, style, trouble === 'quotes within quotes' ? dice : null);
  const lines = rows.map(line);
  let header = names?.map((name) => fitting(name, style)) ?? null;
  if (header && trouble === 'names over two rows') {
    const groups = header.map((_, i) => (i === 0 ? '' : i % 2 === 1 ? 'Group' : ''));
    lines.unshift(line(groups), line(header));
    header = header.map((name, i) => (i === 0 ? name : `Group ${name}`));
  } else if (header && trouble === 'units') {
    const units = kinds.map(({ isNumber }) => (isNumber ? dice.pick(['kg', 'EUR', '(m)', '%']) : ''));
    lines.unshift(line(header), line(units));
    header = header.map((name, i) => (units[i] ? `${name} ${units[i]}` : name));
  } else if (header && trouble === 'empty names') {
    header = header.map((name, i) => (i >= width - 1 && width > 2 ? '' : name));
    lines.unshift(line(header));
  } else if (header && trouble === 'row names') {
    header = ['', ...header.slice(1)];
    lines.unshift(line(header.slice(1)));
  } else if (header) lines.unshift(line(header));

  if (trouble === 'trailing delimiter') lines.forEach((text, i) => (lines[i] = text + style.delimiter.trimEnd()));
  if (trouble === 'blank lines') lines.splice(dice.number(1, lines.length - 1), 0, '', '');
  const above: string[] = [];
  if (trouble === 'preamble')
    above.push('Report of the harbour office', 'made on 3 May', ...(dice.chance(0.5) ? [''] : []));
  if (trouble === 'preamble with delimiters')
    above.push(
      line([fitting('Report, by town', style), ...kinds.slice(1).map(() => '')]),
      ...(dice.chance(0.5) ? [line(kinds.map(() => ''))] : []),
    );
  if (trouble === 'comments') above.push('# made by a program, version 3', '# see the manual; ask Ann');
  if (trouble === 'comments') lines.splice(Math.floor(lines.length / 2), 0, '# half of it');
  if (trouble === 'sep line') above.push(`sep=${style.delimiter}`);
  const text = [...above, ...lines].join(style.newline) + (style.hasFinal ? style.newline : '');
  return {
    text: (trouble === 'byte order mark' ? '\ufeff' : '') + text,
    delimiter: style.delimiter,
    header,
    rows,
    columns: trouble === 'a long row' ? width + 1 : width,
    troubles: [trouble],
  };
}

/** Takes out of a cell what this style has no way to write. */
function fitting(cell: string, { quote, quoting, delimiter }: Style): string {
  let text = delimiter.startsWith(' ') ? cell.replace(/ +/g, quote === '' ? '_' : ' ') : cell;
  if (quoting !== 'none') return delimiter === ', ' ? text.trim() : text;
  text = text.replace(/[\r\n]+/g, ' ');
  if (delimiter === ', ') return text.replaceAll(',', '');
  return delimiter === '' ? text : text.replaceAll(delimiter, '/');
}

function lineOf(cells: readonly string[], style: Style, careless: Dice | null): string {
  const texts = cells.map((cell) => {
    if (style.quoting === 'none' || style.quote === '') return cell;
    const isText = !/^[\d.,%$e+-]*$/.test(cell);
    const delimiter = style.delimiter === '  ' ? ' ' : style.delimiter.trim() || style.delimiter;
    const isNeeded =
      (delimiter !== '' && cell.includes(delimiter)) || /[\r\n]/.test(cell) || cell.includes(style.quote);
    if (!isNeeded && style.quoting !== 'all' && !(style.quoting === 'texts' && isText)) return cell;
    // A writer that forgets what is within.
    if (careless && cell.includes(style.quote) && !/[\r\n]/.test(cell)) return style.quote + cell + style.quote;
    return style.quote + escaped(cell, style) + style.quote;
  });
  // One empty cell alone would be a blank line.
  return texts.length === 1 && texts[0] === '' ? '""' : texts.join(style.delimiter === '  ' ? '   ' : style.delimiter);
}

function escaped(cell: string, { quote, escape }: Style): string {
  return escape === 'double'
    ? cell.replaceAll(quote, quote + quote)
    : cell.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
}
