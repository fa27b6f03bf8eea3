import { sketch, symbolShingles, wordShingles } from './shingles.ts';

type Shingles = (text: string) => Set<number>;

/** This many of the texts are looked at for what they have in common; of fewer than FEW nothing is known. */
const LOOKED_AT = 200;
const FEW = 20;
const COMMON_SHARE = 0.9;

/**
 * Sketches by which texts are compared with each other. What nearly all of them say, as a prompt template does, tells none
 * apart, and is left out: else all prompts of one long template would be near-duplicates. Texts that differ in symbols
 * only, such as brackets, are told apart by these.
 */
export function sketchTexts(texts: readonly string[]): readonly Uint32Array[] {
  const sketches = sketchBy(texts, wordShingles);
  const bare = [...sketches.keys()].filter((index) => sketches[index]?.length === 0);
  const bySymbols = sketchBy(
    bare.map((index) => texts[index] ?? ''),
    symbolShingles,
  );
  for (const [at, index] of bare.entries()) sketches[index] = bySymbols[at] ?? new Uint32Array();
  return sketches;
}

function sketchBy(texts: readonly string[], shingles: Shingles): Uint32Array[] {
  const common = commonShingles(texts.slice(0, LOOKED_AT), shingles);
  return texts.map((text) => {
    const own = shingles(text);
    for (const hash of common) own.delete(hash);
    return sketch(own);
  });
}

function commonShingles(texts: readonly string[], shingles: Shingles): readonly number[] {
  if (texts.length < FEW) return [];
  const counts = new Map<number, number>();
  for (const text of texts) {
    for (const hash of shingles(text)) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count >= texts.length * COMMON_SHARE).map(([hash]) => hash);
}
