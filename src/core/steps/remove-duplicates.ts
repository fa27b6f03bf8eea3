import { KeyHash } from '../hash/key-hash.ts';
import { KEY_WORDS, KeyIndex } from '../duplicates/key-index.ts';
import { RoleKey } from '../duplicates/role-key.ts';
import { RowKey } from '../duplicates/row-key.ts';
import type { Plan } from '../recipe/plan.ts';
import { defineStep, type StepContext, type TextChoice } from '../recipe/step.ts';
import { normalise } from '../text/normalise.ts';
import { chosenColumns, chosenRoles } from '../recipe/chosen-texts.ts';

const NORMALISED = { param: 'compare', is: 'normalised' } as const;

export default defineStep({
  id: 'remove-duplicates',
  version: 1,
  title: 'Remove duplicates',
  summary: 'Keeps one row of each group of rows that are the same in the chosen columns.',
  params: {
    columns: {
      type: 'texts',
      label: 'Columns',
      initial: [],
      whenEmpty: 'all',
      help: 'All columns: the whole row is compared, whatever the order of its keys.',
    },
    compare: {
      type: 'choice',
      label: 'Compare',
      initial: 'exact',
      options: [
        { value: 'exact', label: 'exact values' },
        { value: 'normalised', label: 'normalised texts' },
      ],
      help: 'Exact: 1 and 1.0 differ, and so do missing, null and an empty text.',
    },
    keep: {
      type: 'choice',
      label: 'Keep',
      initial: 'first',
      options: [
        { value: 'first', label: 'the first row' },
        { value: 'last', label: 'the last row' },
      ],
    },
    letterCase: {
      type: 'switch',
      label: 'Ignore letter case',
      when: NORMALISED,
      initial: true,
      help: 'Yes and YES are the same.',
    },
    whiteSpace: {
      type: 'switch',
      label: 'Ignore extra white space',
      when: NORMALISED,
      initial: true,
      help: 'One space, many, tabs and line breaks are the same; at both ends they do not count.',
    },
    compatibility: {
      type: 'switch',
      label: 'Ignore Unicode variants',
      when: NORMALISED,
      initial: true,
      help: 'Full-width letters, ligatures and split accents are the same as plain ones (NFKC).',
    },
    punctuation: {
      type: 'switch',
      label: 'Ignore punctuation',
      when: NORMALISED,
      initial: true,
      help: 'Switch off for code and formulas, where it carries the meaning.',
    },
  },
  examples: [
    {
      before: [
        { input: 'Hi', output: 'Hello' },
        { output: 'Hello', input: 'Hi' },
        { input: 'hi', output: 'Hello' },
      ],
      after: [{ input: 'Hi', output: 'Hello' }, null, { input: 'hi', output: 'Hello' }],
    },
    {
      params: { compare: 'normalised', columns: ['input'], keep: 'last' },
      before: [
        { input: 'What is it?', output: 'old' },
        { input: ' what  IS it', output: 'new' },
      ],
      after: [null, { input: ' what  IS it', output: 'new' }],
    },
  ],
  prepare({ columns, compare, keep, ...by }, context) {
    const hash = new KeyHash();
    const change = compare === 'normalised' ? (text: string) => normalise(text, by) : undefined;
    const key = new RowKey(hash, isWholeRow(columns, context) ? null : chosenColumns(columns), change);
    const roles = new RoleKey(hash, chosenRoles(columns), context, change);
    return {
      survey: {
        words: KEY_WORDS,
        read(row, into, at) {
          hash.reset();
          key.add(row);
          roles.add(row);
          hash.digest(into, at);
        },
      },
      decide: (keys, count) => keepOne(keys, count, keep === 'last'),
    };
  },
});

/** With every column chosen, columns that the dataset does not know of count as well. */
function isWholeRow(columns: readonly TextChoice[], context: StepContext): boolean {
  if (columns.length === 0) return true;
  return context.columns.length > 0 && context.columns.every((column) => columns.includes(column));
}

/** Goes over the positions from the end that is kept, so that the first one met is the one that stays. */
function keepOne(keys: Uint32Array, count: number, keepsLast: boolean): Plan {
  const index = new KeyIndex(keys, count);
  const dropped: number[] = [];
  const kept: number[] = [];
  for (let i = 0; i < count; i++) {
    const position = keepsLast ? count - 1 - i : i;
    const found = index.findOrAdd(position);
    if (found === position) continue;
    dropped.push(position);
    kept.push(found);
  }
  if (keepsLast) {
    dropped.reverse();
    kept.reverse();
  }
  const drop = { rows: Uint32Array.from(dropped), reasons: ['duplicate'] };
  return { drop, keptInstead: Uint32Array.from(kept) };
}
