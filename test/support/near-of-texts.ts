import { findNear, type NearRows } from '../../src/core/duplicates/near/find-near.ts';
import { jaccard, Shingler } from '../../src/core/duplicates/near/shingle-hashes.ts';
import { SIGNATURE_WORDS, SKETCH_WORDS, Sketches, writeSketch } from '../../src/core/duplicates/near/sketch.ts';

const WIDTH = SKETCH_WORDS + SIGNATURE_WORDS;

/** What the product finds among these texts, and how many pairs it compared for that. */
export async function nearOfTexts(texts: readonly string[]): Promise<NearRows & { readonly compared: number }> {
  const shingler = new Shingler();
  const sketches = new Uint32Array(texts.length * WIDTH);
  const sets = texts.map((text, at) => {
    const shingles = shingler.of(text).slice();
    writeSketch(shingles, sketches, at * WIDTH, at * WIDTH + SKETCH_WORDS);
    return shingles;
  });
  let compared = 0;
  const near = await findNear(Sketches.inRows(sketches, WIDTH, SKETCH_WORDS), texts.length, (pairs) => {
    compared += pairs.length / 2;
    const alike = Float64Array.from({ length: pairs.length / 2 }, (_, at) =>
      jaccard(sets[pairs[at * 2]!]!, sets[pairs[at * 2 + 1]!]!),
    );
    return Promise.resolve(alike);
  });
  return { ...near, compared };
}

/** All pairs of rows, those of the same shingles included, as “3 17”. */
export function expandPairs({ firstOf, pairs, alike }: NearRows): Map<string, number> {
  const rowsOf = new Map<number, number[]>();
  for (const [row, first] of firstOf.entries()) rowsOf.set(first, [...(rowsOf.get(first) ?? []), row]);
  const found = new Map<string, number>();
  const add = (one: number, other: number, how: number): void => {
    found.set(one < other ? `${one} ${other}` : `${other} ${one}`, how);
  };
  for (const rows of rowsOf.values()) {
    for (const [at, one] of rows.entries()) for (const other of rows.slice(at + 1)) add(one, other, 1);
  }
  for (let at = 0; at < alike.length; at++) {
    for (const one of rowsOf.get(pairs[at * 2]!) ?? []) {
      for (const other of rowsOf.get(pairs[at * 2 + 1]!) ?? []) add(one, other, alike[at]!);
    }
  }
  return found;
}
