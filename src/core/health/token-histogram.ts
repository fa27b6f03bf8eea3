import type { TokenHistogram } from './finding.ts';

const BINS = 24;
/** Of a row: low, likely, high. */
const WORDS = 3;
const LIKELY = 1;

/** The tokens of rows in bins of equal width, of a round number of tokens; from the words of the analysis `tokens`. */
export function tokenHistogram(words: Uint32Array): TokenHistogram {
  const tokens = new Uint32Array(words.length / WORDS);
  let [sum, most] = [0, 0];
  for (let row = 0; row < tokens.length; row++) {
    const likely = words[row * WORDS + LIKELY] ?? 0;
    tokens[row] = likely;
    sum += likely;
    if (likely > most) most = likely;
  }
  const width = roundUp((most + 1) / BINS);
  const counts = new Array<number>(Math.max(Math.ceil((most + 1) / width), 1)).fill(0);
  for (const likely of tokens) {
    const bin = Math.floor(likely / width);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const edges = Array.from({ length: counts.length + 1 }, (_, bin) => bin * width);
  const median = tokens.sort()[tokens.length >> 1] ?? 0;
  return { edges, counts, median, most, sum };
}

/** To 1, 2 or 5 times a power of ten. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  const factor = [1, 2, 5, 10].find((each) => each * power >= value) ?? 10;
  return factor * power;
}
