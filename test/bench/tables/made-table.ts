import type { Delimiter } from '../../../src/core/filetypes/settings.ts';
import { KINDS, type ColumnKind } from './cells.ts';
import type { Dice } from './dice.ts';
import { type Style, writeTable } from './written.ts';

/** A text, and what it holds: known because it was made from that. */
export interface MadeTable {
  readonly text: string;
  readonly delimiter: Delimiter;
  /** null where the columns have no names. */
  readonly header: readonly string[] | null;
  /** The cells of the rows under the names: fewer or more than there are columns in ragged ones. */
  readonly rows: readonly (readonly string[])[];
  readonly columns: number;
  /** What is unusual about it; "plain" where nothing is. */
  readonly troubles: readonly string[];
}

export const TROUBLES = [
  'plain',
  'no header',
  'preamble',
  'preamble with delimiters',
  'row names',
  'trailing delimiter',
  'names over two rows',
  'units',
  'short rows',
  'a long row',
  'total row',
  'blank rows at the end',
  'blank lines',
  'comments',
  'sep line',
  'stray quotes',
  'quotes within quotes',
  'empty names',
  'one column',
  'byte order mark',
] as const;
export type Trouble = (typeof TROUBLES)[number];

const TEXT_KINDS = ['person', 'town', 'label', 'prose', 'pages', 'code'];

/** Makes a table with one or two troubles. */
export function makeTable(dice: Dice): MadeTable {
  const trouble = dice.weighted<Trouble>(TROUBLES.map((name) => [name, name === 'plain' ? 5 : 1]));
  const style = makeStyle(dice, trouble);
  const kinds = makeColumns(dice, trouble, style);
  const rowCount = dice.weighted([
    [dice.number(3, 8), 3],
    [dice.number(9, 60), 5],
    [dice.number(61, 400), 2],
  ]);
  const rows = dice.times(rowCount, (row) => kinds.map((kind) => kind.make(dice, row)));
  const hasHeader = trouble !== 'no header' && (trouble !== 'one column' || dice.chance(0.5));
  const names = uniqueNames(dice, kinds);
  const draft = { style, kinds, rows, names: hasHeader ? names : null };
  return writeTable(dice, trouble, draft);
}

function makeStyle(dice: Dice, trouble: Trouble): Style {
  const delimiter = dice.weighted<Delimiter>([
    [',', 50],
    [';', 16],
    ['\t', 16],
    ['|', 7],
    ['^', 1],
    ['~', 1],
    ['#', 1],
    [', ', 4],
    [' ', 3],
    ['  ', 1],
  ]);
  const isSpaced = delimiter.startsWith(' ');
  const isTab = delimiter === '\t';
  const quoting =
    trouble === 'stray quotes'
      ? 'none'
      : dice.weighted<Style['quoting']>([
          ['needed', isTab ? 4 : 6],
          ['all', 2],
          ['texts', 1],
          ['none', isTab ? 3 : 1],
        ]);
  return {
    delimiter: trouble === 'stray quotes' && delimiter === ',' ? '\t' : trouble === 'one column' ? '' : delimiter,
    quote: quoting === 'none' ? '' : dice.chance(0.08) && !isSpaced ? "'" : '"',
    escape: dice.chance(0.08) ? 'backslash' : 'double',
    quoting,
    newline: dice.weighted([
      ['\n', 6],
      ['\r\n', 3],
      ['\r', 0.5],
    ]),
    hasFinal: dice.chance(0.85),
  };
}

function makeColumns(dice: Dice, trouble: Trouble, style: Style): ColumnKind[] {
  const count =
    trouble === 'one column'
      ? 1
      : dice.weighted([
          [2, 3],
          [dice.number(3, 6), 6],
          [dice.number(7, 14), 3],
          [dice.number(15, 45), 1],
        ]);
  const names = Object.keys(KINDS).filter((name) => style.delimiter === ';' || name !== 'comma');
  const picked =
    trouble === 'one column'
      ? [dice.pick(['prose', 'prose', 'pages', 'label', 'link', 'person'])]
      : dice.times(count, () => dice.pick(names));
  // A table whose names can be told from its rows, and one with numbers where the trouble is in them.
  if (
    count > 1 &&
    ['units', 'names over two rows', 'total row', 'row names', 'preamble with delimiters'].includes(trouble)
  )
    picked[count - 1] = 'whole';
  if (count > 1 && ['total row', 'row names', 'stray quotes', 'quotes within quotes'].includes(trouble))
    picked[0] = dice.pick(TEXT_KINDS.filter((name) => name !== 'pages'));
  return picked.map((name) => KINDS[name] ?? { names: ['x'], make: () => '' });
}

function uniqueNames(dice: Dice, kinds: readonly ColumnKind[]): string[] {
  const taken = new Set<string>();
  return kinds.map(({ names }) => {
    let name = dice.pick(names);
    for (let number = 2; taken.has(name); number++) name = `${dice.pick(names)}_${number}`;
    taken.add(name);
    return name;
  });
}
