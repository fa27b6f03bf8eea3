/** A run of words that both texts have, or only one of them. */
export interface DiffRun {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
}

/** Beyond this many pairs of words a table is too dear: the differing middle is then shown as one replacement. */
const MAX_PAIRS = 250_000;

/**
 * The difference of two texts by words, spaces and signs. The runs that are not `new` give back `before`, those that
 * are not `gone` give back `after`.
 */
export function wordDiff(before: string, after: string): readonly DiffRun[] {
  const a = wordsOf(before);
  const b = wordsOf(after);
  const head = commonLength(a, b);
  const tail = commonLength(a.slice(head).reverse(), b.slice(head).reverse());
  const middle = middleDiff(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  return merged([...same(a.slice(0, head)), ...middle, ...same(a.slice(a.length - tail))]);
}

/** Words, single spaces and single other characters: white space is what cleaning changes most. */
function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}\p{M}]+|[^]/gu) ?? [];
}

function commonLength(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
}

function same(words: readonly string[]): DiffRun[] {
  return words.map((text) => ({ kind: 'same', text }));
}

function middleDiff(a: readonly string[], b: readonly string[]): DiffRun[] {
  if (a.length * b.length > MAX_PAIRS || a.length === 0 || b.length === 0) {
    return [
      { kind: 'gone', text: a.join('') },
      { kind: 'new', text: b.join('') },
    ];
  }
  return walk(a, b, longestCommon(a, b));
}

/** lengths[i * width + j]: the longest common subsequence of a from i and b from j. */
function longestCommon(a: readonly string[], b: readonly string[]): Uint32Array {
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const at = i * width + j;
      lengths[at] =
        a[i] === b[j] ? (lengths[at + width + 1] ?? 0) + 1 : Math.max(lengths[at + width] ?? 0, lengths[at + 1] ?? 0);
    }
  }
  return lengths;
}

function walk(a: readonly string[], b: readonly string[], lengths: Uint32Array): DiffRun[] {
  const width = b.length + 1;
  const runs: DiffRun[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a[i];
    const right = b[j];
    if (left !== undefined && left === right) {
      runs.push({ kind: 'same', text: left });
      i += 1;
      j += 1;
    } else if (left !== undefined && (right === undefined || downIsBetter(lengths, i * width + j, width))) {
      runs.push({ kind: 'gone', text: left });
      i += 1;
    } else if (right !== undefined) {
      runs.push({ kind: 'new', text: right });
      j += 1;
    }
  }
  return runs;
}

function downIsBetter(lengths: Uint32Array, at: number, width: number): boolean {
  return (lengths[at + width] ?? 0) >= (lengths[at + 1] ?? 0);
}

function merged(runs: readonly DiffRun[]): readonly DiffRun[] {
  const out: { kind: DiffRun['kind']; text: string }[] = [];
  for (const { kind, text } of runs) {
    if (text === '') continue;
    const last = out.at(-1);
    if (last?.kind === kind) last.text += text;
    else out.push({ kind, text });
  }
  return out;
}
