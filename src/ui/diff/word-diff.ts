import { diffArrays } from 'diff';

/** A run of words that both texts have, or only one of them. */
export interface DiffRun {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
}

/** Letters that are words by themselves, as in `core/text/words.ts`. */
const LETTER =
  '(?=\\p{L})[\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Hangul}\\p{scx=Thai}\\p{scx=Lao}\\p{scx=Khmer}\\p{scx=Myanmar}]';
/** Words, single spaces and single other characters: white space is what cleaning changes most. */
const WORDS = new RegExp(`${LETTER}\\p{M}*|(?:(?!${LETTER})[\\p{L}\\p{N}\\p{M}])+|[^]`, 'gu');

/** Beyond this many words that came or went, the differing middle is one replacement. */
const MAX_CHANGES = 500;

/**
 * The difference of two texts by words, spaces and signs. The runs that are not `new` give back `before`, those that
 * are not `gone` give back `after`.
 */
export function wordDiff(before: string, after: string): readonly DiffRun[] {
  const a = before.match(WORDS) ?? [];
  const b = after.match(WORDS) ?? [];
  const changes = diffArrays(a, b, { maxEditLength: MAX_CHANGES });
  if (!changes) return replacement(a, b);
  return changes.map(({ added, removed, value }) => ({
    kind: removed ? 'gone' : added ? 'new' : 'same',
    text: value.join(''),
  }));
}

/** What both texts begin and end with stays, all between is replaced. */
function replacement(a: readonly string[], b: readonly string[]): readonly DiffRun[] {
  const head = commonLength(a, b);
  const tail = commonLength(a.slice(head).reverse(), b.slice(head).reverse());
  const runs: readonly DiffRun[] = [
    { kind: 'same', text: a.slice(0, head).join('') },
    { kind: 'gone', text: a.slice(head, a.length - tail).join('') },
    { kind: 'new', text: b.slice(head, b.length - tail).join('') },
    { kind: 'same', text: a.slice(a.length - tail).join('') },
  ];
  return runs.filter(({ text }) => text !== '');
}

function commonLength(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
}
