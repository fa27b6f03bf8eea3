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

/** Beyond this many words that came or went, the shortest difference takes too long to find. */
const MAX_CHANGES = 500;

/** This many words that follow on each other in both texts are the same place of both. */
const MEETING_WORDS = 3;
/** How far ahead, in words of both texts together, such a place is looked for. */
const REACH = 120;

/**
 * The difference of two texts by words, spaces and signs. The runs that are not `new` give back `before`, those that
 * are not `gone` give back `after`.
 */
export function wordDiff(before: string, after: string): readonly DiffRun[] {
  const head = commonHead(before, after);
  const tail = commonTail(before.slice(head), after.slice(head));
  const a = before.slice(head, before.length - tail).match(WORDS) ?? [];
  const b = after.slice(head, after.length - tail).match(WORDS) ?? [];
  const runs = new Runs();
  runs.add('same', before.slice(0, head));
  diffWords(a, b, runs);
  runs.add('same', before.slice(before.length - tail));
  return runs.finish();
}

function diffWords(a: readonly string[], b: readonly string[], runs: Runs): void {
  const changes = diffArrays([...a], [...b], { maxEditLength: MAX_CHANGES });
  if (!changes) {
    diffNearby(a, b, runs);
    return;
  }
  for (const { added, removed, value } of changes) runs.add(removed ? 'gone' : added ? 'new' : 'same', value.join(''));
}

/**
 * The same in one walk, for texts with many changes: from a difference on to the nearest place at which both texts agree
 * again. A place further away than `REACH` is not found, and all up to there is replaced.
 */
function diffNearby(a: readonly string[], b: readonly string[], runs: Runs): void {
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      runs.add('same', a[i] ?? '');
      i++;
      j++;
      continue;
    }
    const [gone, young] = nextMeeting(a, b, i, j);
    runs.add('gone', a.slice(i, i + gone).join(''));
    runs.add('new', b.slice(j, j + young).join(''));
    i += gone;
    j += young;
  }
  runs.add('gone', a.slice(i).join(''));
  runs.add('new', b.slice(j).join(''));
}

/** How many words of each text come before the place at which they agree again. */
function nextMeeting(a: readonly string[], b: readonly string[], i: number, j: number): readonly [number, number] {
  for (let sum = 1; sum <= REACH; sum++) {
    for (let gone = 0; gone <= sum; gone++) {
      if (meets(a, b, i + gone, j + sum - gone)) return [gone, sum - gone];
    }
  }
  return [REACH / 2, REACH / 2];
}

function meets(a: readonly string[], b: readonly string[], i: number, j: number): boolean {
  if (i >= a.length || j >= b.length) return i >= a.length && j >= b.length;
  for (let word = 0; word < MEETING_WORDS; word++) {
    if (a[i + word] !== b[j + word]) return false;
  }
  return true;
}

const SPACE = /\s/;

/** Characters that both begin with, up to the end of a white space: no word reaches over one. */
function commonHead(before: string, after: string): number {
  const most = Math.min(before.length, after.length);
  let length = 0;
  while (length < most && before[length] === after[length]) length++;
  if (length === before.length && length === after.length) return length;
  while (length > 0 && !SPACE.test(before[length - 1] ?? '')) length--;
  return length;
}

/** Characters that both end with, from a white space on. */
function commonTail(before: string, after: string): number {
  const most = Math.min(before.length, after.length);
  let length = 0;
  while (length < most && before[before.length - 1 - length] === after[after.length - 1 - length]) length++;
  while (length > 0 && !SPACE.test(before[before.length - length] ?? '')) length--;
  return length;
}

/** Runs as they are found: of each stretch of changes first all that is gone, then all that is new. */
class Runs {
  readonly #runs: DiffRun[] = [];
  #gone = '';
  #new = '';
  #same = '';

  add(kind: DiffRun['kind'], text: string): void {
    if (text === '') return;
    if (kind === 'same') {
      this.#flushChanges();
      this.#same += text;
      return;
    }
    this.#flushSame();
    if (kind === 'gone') this.#gone += text;
    else this.#new += text;
  }

  finish(): readonly DiffRun[] {
    this.#flushSame();
    this.#flushChanges();
    return this.#runs;
  }

  #flushSame(): void {
    if (this.#same !== '') this.#runs.push({ kind: 'same', text: this.#same });
    this.#same = '';
  }

  #flushChanges(): void {
    if (this.#gone !== '') this.#runs.push({ kind: 'gone', text: this.#gone });
    if (this.#new !== '') this.#runs.push({ kind: 'new', text: this.#new });
    [this.#gone, this.#new] = ['', ''];
  }
}
