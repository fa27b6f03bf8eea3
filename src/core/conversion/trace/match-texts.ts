import type { Leaf } from './leaves.ts';
import { type Matching, note } from './matching.ts';

/** A shorter text must be between other than letters, or any short word would be found in any long text. */
const SHORT = 8;
const LETTER = /[\p{L}\p{N}]/u;

/** Texts that are in a longer one, each stretch of it counted for one text only, the longest first. */
export function matchMerged(matching: Matching): void {
  const { before, after, found, explained } = matching;
  // Of two equal texts, the one that has no place yet.
  const sources = textsOf(before.leaves.toSorted((one, other) => Number(found.has(one)) - Number(found.has(other))));
  for (const target of textsOf(after.leaves.filter((leaf) => !explained.has(leaf)))) {
    const taken: Span[] = [];
    for (const { leaf, text } of sources) {
      const span = findText(target.text, text, taken);
      if (!span) continue;
      taken.push(span);
      note(matching, leaf, 'merged', target.leaf);
    }
  }
}

/** True where a text holds a shorter one. */
export function holdsText(text: string, piece: string): boolean {
  return piece !== '' && findText(text, piece, []) !== undefined;
}

/** A word that tells whose turn it is says nothing of a text that has it too. */
export function isRoleWord({ key }: Leaf): boolean {
  return key === 'role' || key === 'from';
}

type Span = readonly [number, number];

/** The texts that say something, the longest first. */
function textsOf(leaves: readonly Leaf[]): readonly { readonly leaf: Leaf; readonly text: string }[] {
  const texts = leaves.flatMap((leaf) =>
    leaf.text === undefined || leaf.text === '' || isRoleWord(leaf) ? [] : [{ leaf, text: leaf.text }],
  );
  return texts.sort((one, other) => other.text.length - one.text.length);
}

function findText(text: string, piece: string, taken: readonly Span[]): Span | undefined {
  if (piece.length >= text.length) return undefined;
  for (let at = text.indexOf(piece); at !== -1; at = text.indexOf(piece, at + 1)) {
    const end = at + piece.length;
    if (piece.length < SHORT && (isLetter(text, at - 1) || isLetter(text, end))) continue;
    if (taken.every(([from, to]) => end <= from || at >= to)) return [at, end];
  }
  return undefined;
}

function isLetter(text: string, at: number): boolean {
  const letter = text[at];
  return letter !== undefined && LETTER.test(letter);
}
