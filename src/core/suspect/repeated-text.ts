import { isWhiteSpace } from '../text/white-space.ts';

/** Fewer words say nothing. */
const MIN_WORDS = 40;
const MIN_LENGTH = 4 * MIN_WORDS;
const MOST_WORDS = 600;
/** Share of runs of three words that came before. Songs and tables reach a third; a model in a loop is far above. */
const REPEATED_SHARE = 0.5;

const SLOTS = 1 << 12;
const seen = new Uint32Array(SLOTS);
let round = 0;

/**
 * Whether most runs of three words of a text occur before in it. Looks at the first 600 words. `bytes`: the text, a byte a character, where it is ASCII:
 * they are read more quickly.
 */
export function isRepetitive(text: string, bytes: Uint8Array | null = null): boolean {
  const { length } = text;
  if (length < MIN_LENGTH) return false;
  round++;
  // A slot holds the run's upper bits and the round in which it came.
  const stamp = round & 0xff;
  if (stamp === 0) seen.fill(0);
  let [words, repeats] = [0, 0];
  let [hash, before, beforeThat] = [0, 0, 0];
  let inWord = false;
  for (let at = 0; at <= length && words < MOST_WORDS; at++) {
    const code = at === length ? 0x20 : (bytes?.[at] ?? text.charCodeAt(at));
    if ((code > 0x20 && code < 0x85) || !isWhiteSpace(code)) {
      hash = (Math.imul(hash ^ (code | 0x20), 0x01000193) + 0x9e37) | 0;
      inWord = true;
      continue;
    }
    if (!inWord) continue;
    words++;
    if (words >= 3) {
      const run = Math.imul(Math.imul(beforeThat, 31) ^ before, 0x85ebca6b) ^ hash;
      const mixed = Math.imul(run ^ (run >>> 15), 0xc2b2ae35);
      const slot = (mixed >>> 8) & (SLOTS - 1);
      const entry = ((mixed & 0xffffff00) | stamp) >>> 0;
      if (seen[slot] === entry) repeats++;
      seen[slot] = entry;
    }
    beforeThat = before;
    before = hash;
    hash = 0;
    inWord = false;
  }
  return words >= MIN_WORDS && repeats >= (words - 2) * REPEATED_SHARE;
}
