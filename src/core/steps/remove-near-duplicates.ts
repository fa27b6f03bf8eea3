import { comparedText } from '../duplicates/compared-text.ts';
import {
  DUPLICATE_WORDS,
  type DuplicateKind,
  KnownDuplicates,
  surveyDuplicates,
  surveysInRows,
} from '../duplicates/duplicate-kinds.ts';
import { keepOrder, type KeepRule } from '../duplicates/group-rows.ts';
import { fillEmpty, filledWords, joinToFill, noteFilled } from '../duplicates/fill-empty.ts';
import { NearText, readShingles } from '../duplicates/near/near-text.ts';
import { planGroups } from '../duplicates/review.ts';
import { hashBytes } from '../hash/murmur3.ts';
import { hexOf } from '../hash/text-hash.ts';
import { defineStep } from '../recipe/step.ts';

const REVIEWED = { param: 'reviewed', is: true } as const;
const NEAR = { param: 'find', is: 'near' } as const;
const CONTRADICTIONS = { param: 'find', is: 'contradictions' } as const;

/** Words of a row's own hash, behind those of the survey. */
const HASH_WORDS = 4;
/** Hexadecimal digits by which a row is named in a review: 64 bits. */
const HASH_DIGITS = 16;

const REASONS: Readonly<Record<DuplicateKind, string>> = {
  near: 'near-duplicate',
  exact: 'duplicate',
  normalised: 'duplicate apart from case and spacing',
  contradictions: 'another answer to the same input',
};

export default defineStep({
  id: 'remove-near-duplicates',
  version: 1,
  title: 'Remove near-duplicates',
  summary:
    'Keeps one row of each group of rows that are nearly the same. Review the groups on the Duplicates page first.',
  group: 'Rows',
  keywords: ['near duplicates', 'fuzzy', 'similar', 'minhash', 'dedupe near', 'alike'],
  params: {
    find: {
      type: 'choice',
      label: 'Find',
      initial: 'near',
      options: [
        { value: 'near', label: 'nearly the same' },
        { value: 'exact', label: 'exactly the same' },
        { value: 'normalised', label: 'the same apart from case and spacing' },
        { value: 'contradictions', label: 'same input, different output' },
      ],
    },
    alike: {
      type: 'number',
      label: 'At least this similar (%)',
      when: NEAR,
      initial: 80,
      min: 60,
      max: 100,
      help: 'Share of runs of three words that two rows have in common. 100 ignores only case, punctuation and repeats.',
    },
    inputs: {
      type: 'number',
      label: 'Inputs at least this similar (%)',
      when: CONTRADICTIONS,
      initial: 100,
      min: 60,
      max: 100,
      help: '100 takes only the same input, apart from case and spacing. Below, compare by the input.',
    },
    texts: { type: 'texts', label: 'Compare', initial: [], whenEmpty: 'all' },
    keep: {
      type: 'choice',
      label: 'Keep',
      initial: 'first',
      options: [
        { value: 'first', label: 'the first row' },
        { value: 'last', label: 'the last row' },
        { value: 'longest', label: 'the longest answer' },
      ],
    },
    merge: {
      type: 'switch',
      label: 'Merge',
      initial: false,
      help: 'Fills empty columns of the row that stays from the rows that go, the first that has something there.',
    },
    reviewed: {
      type: 'switch',
      label: 'Use choices from a review',
      initial: false,
      help: 'The Duplicates page fills these in. Rows are named by their hashes, so the choices hold for the same rows anywhere.',
    },
    preferred: { type: 'text', label: 'Keep these instead', when: REVIEWED, initial: '', multiline: true },
    spared: { type: 'text', label: 'Never remove these', when: REVIEWED, initial: '', multiline: true },
    only: {
      type: 'text',
      label: 'Only the groups of these',
      when: REVIEWED,
      initial: '',
      multiline: true,
      help: 'Empty settles every group.',
    },
    ignored: { type: 'text', label: 'Shared template to ignore', when: REVIEWED, initial: '', multiline: true },
  },
  examples: [
    {
      params: { texts: ['input'], alike: 60 },
      before: [
        { input: 'Write a short poem about the sea at night.', output: 'Dark waves …' },
        { input: 'write a short poem about the sea, at NIGHT', output: 'Moonlit …' },
        { input: 'Write a short poem about the sea at dawn.', output: 'Pale light …' },
        { input: 'Name three rivers.', output: 'Rhine, Rhône, Po.' },
      ],
      after: [
        { input: 'Write a short poem about the sea at night.', output: 'Dark waves …' },
        null,
        null,
        { input: 'Name three rivers.', output: 'Rhine, Rhône, Po.' },
      ],
    },
    {
      params: { texts: ['input'], find: 'normalised', merge: true },
      before: [
        { input: 'Name a river.', output: 'The Rhine.', source: '' },
        { input: 'name a  river.', output: 'The Po.', source: 'atlas', level: 2 },
        { input: 'Name a lake.', output: 'Lake Garda.', source: '' },
      ],
      after: [
        { input: 'Name a river.', output: 'The Rhine.', source: 'atlas', level: 2 },
        { input: 'Name a lake.', output: 'Lake Garda.', source: '' },
      ],
    },
    {
      params: { find: 'contradictions', keep: 'longest' },
      before: [
        { input: 'Is it on?', output: 'Yes.' },
        { input: 'is it on?', output: 'No, it is off.' },
        { input: 'Is it new?', output: 'Yes.' },
      ],
      after: [null, { input: 'is it on?', output: 'No, it is off.' }, { input: 'Is it new?', output: 'Yes.' }],
    },
  ],
  prepare({ find, alike, inputs, texts, keep, merge, reviewed, preferred, spared, only, ignored }, context) {
    // Stored arguments are checked against the options above.
    const kind = find as DuplicateKind;
    // The same.
    const rule = keep as KeepRule;
    const near = new NearText(comparedText(texts, context), reviewed ? readShingles(ignored) : []);
    const least = { near: alike, contradictions: inputs, exact: 100, normalised: 100 }[kind] / 100;
    const wanted = new Set(least < 1 ? [kind, 'near' as const] : [kind]);
    const survey = surveyDuplicates(texts, context, near, wanted);
    const filledFrom = DUPLICATE_WORDS + (reviewed ? HASH_WORDS : 0);
    const filled = merge ? filledWords(context.columns) : 0;
    const words = filledFrom + filled;
    return {
      survey: {
        words,
        read(row, into, at) {
          survey.read(row, into, at);
          if (reviewed) hashBytes(row.bytes, row.start, row.end, into, at + DUPLICATE_WORDS);
          if (merge) noteFilled(row, context.columns, into, at + filledFrom);
        },
      },
      async decide(surveys, count, ask) {
        const known = await KnownDuplicates.of(surveysInRows(surveys, words), count, wanted, (pairs) =>
          ask(pairs, 'alike'),
        );
        const groups = known.groups(kind, least, keepOrder(count, rule, known.lengths));
        const isNamed = (list: string): ((row: number) => boolean) => {
          const names = new Set(list.split(/\s+/).filter((name) => name !== ''));
          if (!reviewed || names.size === 0) return () => false;
          return (row) => names.has(hexOf(surveys, row * words + DUPLICATE_WORDS).slice(0, HASH_DIGITS));
        };
        const settles = reviewed && only.trim() !== '' ? isNamed(only) : () => true;
        const review = { prefers: isNamed(preferred), spares: isNamed(spared), settles };
        const plan = planGroups(groups, review, REASONS[kind]);
        return merge ? joinToFill(plan, { words: surveys, width: words, from: filledFrom, count: filled }) : plan;
      },
      ...(merge && { join: fillEmpty }),
      compares: { alike: near.alike },
    };
  },
});
