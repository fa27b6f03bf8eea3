import { isObject } from '../json.ts';
import type { Edit } from '../row/edit.ts';
import type { Row } from '../row/row.ts';
import { mapColumns } from '../example/mapping.ts';
import { defineStep, ParameterError } from '../recipe/step.ts';

interface Rename {
  readonly from: string;
  readonly to: string;
}

export default defineStep({
  id: 'rename-columns',
  version: 1,
  title: 'Rename columns',
  summary: 'Renames columns without moving them.',
  group: 'Columns',
  keywords: ['rename fields', 'change names', 'header', 'map columns', 'keys'],
  settles: false,
  params: {
    renames: {
      type: 'renames',
      label: 'New names',
      initial: [],
      help: 'Two columns can swap their names. A row that already has the new name as another column stays as it is.',
    },
  },
  examples: [
    {
      params: { renames: [{ from: 'question', to: 'input' }] },
      before: [{ question: 'Why?', output: 'Because.' }, { output: 'Because.' }],
      after: [{ input: 'Why?', output: 'Because.' }, { output: 'Because.' }],
    },
    {
      params: {
        renames: [
          { from: 'input', to: 'output' },
          { from: 'output', to: 'input' },
        ],
      },
      before: [{ input: 'Because.', output: 'Why?' }],
      after: [{ output: 'Because.', input: 'Why?' }],
    },
  ],
  prepare({ renames }, context) {
    checkRenames(renames, context.columns);
    const names = new Map(renames.map(({ from, to }) => [from, to]));
    const rename = (column: string): string => names.get(column) ?? column;
    return {
      apply: (row) => renameColumns(row, renames),
      columns: context.columns.map(rename),
      mapping: mapColumns(context.mapping, rename),
    };
  },
});

function checkRenames(renames: readonly Rename[], columns: readonly string[]): void {
  if (renames.length === 0) throw new ParameterError('renames', 'Choose a column to rename.');
  const from = new Set(renames.map((rename) => rename.from));
  const to = new Set<string>();
  if (from.size < renames.length)
    throw new ParameterError('renames', 'A column can be renamed only once: remove one of its two lines.');
  for (const rename of renames) {
    if (rename.to === '') throw new ParameterError('renames', `Enter a new name for “${rename.from}”.`);
    const isTaken = to.has(rename.to) || (columns.includes(rename.to) && !from.has(rename.to));
    if (isTaken) throw new ParameterError('renames', `There’s already a column called “${rename.to}”.`);
    to.add(rename.to);
  }
}

function renameColumns(row: Row, renames: readonly Rename[]): Row {
  const { value } = row;
  if (!isObject(value)) return row;
  const present = renames.filter(({ from, to }) => from !== to && Object.hasOwn(value, from));
  const leaving = new Set(present.map(({ from }) => from));
  if (present.some(({ to }) => Object.hasOwn(value, to) && !leaving.has(to))) return row;
  if (!present.some(({ to }) => leaving.has(to))) return row.edit(present.map(({ from, to }) => rename(from, to)));
  // Names that swap pass through names that no column has, or the second rename would take the first along.
  const away = present.map(({ from }, index) => rename(from, freeName(value, index)));
  return row.edit([...away, ...present.map(({ to }, index) => rename(freeName(value, index), to))]);
}

function rename(from: string, to: string): Edit {
  return { op: 'rename', path: [from], to };
}

function freeName(value: object, index: number): string {
  let name = `\0${index}`;
  while (Object.hasOwn(value, name)) name = `\0${name}`;
  return name;
}
