/**
 * Pairs of texts at least so much alike, as “3 17”: the definition itself, with sets of words and no hashes. Every two texts
 * that share a shingle are counted; others share nothing.
 */
export function brutePairs(texts: readonly string[], least: number): Map<string, number> {
  const sets = texts.map(shinglesOf);
  const textsWith = new Map<string, number[]>();
  const found = new Map<string, number>();
  for (const [one, set] of sets.entries()) {
    const shared = new Map<number, number>();
    for (const shingle of set) {
      const others = textsWith.get(shingle) ?? [];
      for (const other of others) shared.set(other, (shared.get(other) ?? 0) + 1);
      others.push(one);
      textsWith.set(shingle, others);
    }
    for (const [other, count] of shared) {
      const alike = count / (set.size + sets[other]!.size - count);
      if (alike >= least) found.set(`${other} ${one}`, alike);
    }
  }
  return found;
}

export function shinglesOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
  if (words.length === 0) return new Set();
  if (words.length < 3) return new Set([words.join(' ')]);
  return new Set(words.slice(2).map((_, at) => words.slice(at, at + 3).join(' ')));
}
