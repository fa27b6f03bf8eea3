import { RowTexts } from '../example/row-texts.ts';
import { hashBytes } from '../hash/murmur3.ts';
import { hashText } from '../hash/text-hash.ts';
import { labelOf } from '../preflight/label.ts';
import { areClasses } from '../preflight/classes.ts';
import { defineStep, ParameterError } from '../recipe/step.ts';
import { textsOf } from '../row/column-values.ts';
import { mixWords } from '../split/mix-words.ts';
import { shareOut } from '../split/share-out.ts';

/** Two words of the row's hash, and one of its label's: 0 for none. */
const WORDS = 3;
const LABEL_WORD = 2;

export default defineStep({
  id: 'sample-rows',
  version: 1,
  title: 'Sample rows',
  summary: 'Keeps a random part of the rows. With the same seed, a smaller sample is always part of a larger one.',
  params: {
    size: { type: 'number', label: 'Keep', initial: 25, min: 1, max: 100_000_000 },
    unit: {
      type: 'choice',
      label: 'Of',
      initial: 'percent',
      options: [
        { value: 'percent', label: 'percent of the rows' },
        { value: 'rows', label: 'rows in all' },
        { value: 'each', label: 'rows of each label' },
      ],
      help: 'Percent and rows in all keep the shares of the labels. Rows of each label balances them.',
    },
    label: {
      type: 'column',
      label: 'Label',
      initial: '',
      empty: 'Found by the format',
      help: 'The column that says which class a row belongs to.',
    },
    seed: {
      type: 'number',
      label: 'Seed',
      initial: 1,
      min: 0,
      max: 4_294_967_295,
      help: 'Another seed keeps other rows.',
    },
  },
  examples: [
    {
      params: { size: 1, unit: 'each', label: 'kind', seed: 3 },
      before: [
        { text: 'ruby', kind: 'red' },
        { text: 'sapphire', kind: 'blue' },
      ],
      after: [
        { text: 'ruby', kind: 'red' },
        { text: 'sapphire', kind: 'blue' },
      ],
    },
  ],
  // A quarter of a quarter is less.
  settles: false,
  prepare({ size, unit, label, seed }, context) {
    if (unit === 'percent' && size > 100) throw new ParameterError('size', 'Enter a share from 1 to 100 percent.');
    const texts = RowTexts.for(context);
    const hash = new Uint32Array(4);
    return {
      survey: {
        words: WORDS,
        read(row, into, at) {
          hashBytes(row.bytes, row.start, row.end, hash, 0);
          into[at] = hash[0] ?? 0;
          into[at + 1] = hash[1] ?? 0;
          const outputs = texts.of(row, texts.answerRole(row));
          const named =
            label === '' ? labelOf(row, context, { source: null, outputs }) : textsOf(row, label).join('\n');
          into[at + LABEL_WORD] = 0;
          if (named === null || named === '') return;
          hashText(named, hash, 0);
          into[at + LABEL_WORD] = (hash[0] ?? 0) || 1;
        },
      },
      decide(surveys, count) {
        const labels = Uint32Array.from({ length: count }, (_, row) => surveys[row * WORDS + LABEL_WORD] ?? 0);
        const groups = groupByLabel(labels, label !== '' || isClassed(labels));
        const all = unit === 'percent' ? Math.round((count * size) / 100) : Math.min(size, count);
        const shares = shareOut(new Map([...groups].map(([key, rows]) => [key, rows.length])), all);
        const kept = new Uint8Array(count);
        const rank = (row: number): number => mixWords(seed, surveys[row * WORDS] ?? 0, surveys[row * WORDS + 1] ?? 0);
        for (const [key, rows] of groups) {
          const ranks = Uint32Array.from(rows, rank);
          const order = [...rows.keys()].sort((one, other) => (ranks[one] ?? 0) - (ranks[other] ?? 0) || one - other);
          const wanted = unit === 'each' ? size : (shares.get(key) ?? 0);
          for (const at of order.slice(0, wanted)) kept[rows[at] ?? 0] = 1;
        }
        const rows = Uint32Array.from(kept.keys()).filter((row) => kept[row] === 0);
        return { drop: { rows, reasons: ['not in the sample'] } };
      },
    };
  },
});

function isClassed(labels: Uint32Array): boolean {
  const named = labels.filter((label) => label !== 0);
  return areClasses({ rows: labels.length, labelled: named.length, labels: new Set(named).size });
}

/** The rows of each label; of one group where labels play no part. */
function groupByLabel(labels: Uint32Array, counts: boolean): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const [row, label] of labels.entries()) {
    const key = counts ? label : 0;
    const rows = groups.get(key) ?? [];
    rows.push(row);
    groups.set(key, rows);
  }
  return groups;
}
