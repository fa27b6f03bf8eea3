import { ANY_LANGUAGE, type Language, LANGUAGES } from './languages.ts';

const USUAL = 'windows-1252';
/** How often encodings are met, as a head start: it decides only where there is little text. */
const HEAD_STARTS: Readonly<Record<string, number>> = {
  [USUAL]: 0,
  'windows-1250': -2,
  'windows-1251': -1.5,
  shift_jis: -1.5,
  gb18030: -1.5,
  big5: -2,
  'euc-kr': -2,
  'koi8-r': -2.5,
  'euc-jp': -2.5,
  macintosh: -4,
};
const RARE = -3;
/** A score for each byte that no text in its own encoding has. */
const UNLIKELY = -4.7;
/** Bytes beyond ASCII that are looked at; more make the answer no surer. */
const LOOKED_AT = 6_000;
/** And bytes of their lines. */
const SAMPLE_BYTES = 48 << 10;
/** What a sign costs that the language does not have, in the logarithm of a likelihood, and one that no text has. */
const FOREIGN = -11.5;
const BROKEN = -15;
/** What a sign that belongs to no language costs, each of some thirty. */
const SIGN = -4.5;
/** An upper-case letter; one alone, one after a lower-case one; a letter beside one of another script; a sign within a word. */
const UPPER = -1.2;
const UPPER_ALONE = -4;
const UPPER_INSIDE = -4;
const MIXED = -4;
const SIGN_INSIDE = -4;
/** Words of a script are longer than this in the mean; single letters here and there are none. */
const SHORTEST_WORDS = 2;

const signs = new Set(ANY_LANGUAGE);
/** Signs that are between letters: l’eau, col·laboració, and a soft hyphen. */
const JOINERS = new Set('’·\u00ad\u200c״׳');

/**
 * The encodings that bytes may have which are no UTF-8, the likeliest first: each is tried, and what comes out is
 * measured by how often the languages of the encoding have its letters.
 */
export function guessEncodings(bytes: Uint8Array): string[] {
  const sample = foreignLines(bytes);
  const tallies = new Map<string, Tally>();
  const scores = new Map<string, number>();
  for (const language of LANGUAGES) {
    const costs = costsOf(language);
    for (const encoding of language.encodings) {
      const tally = tallies.get(encoding) ?? tallyOf(decode(sample, encoding));
      tallies.set(encoding, tally);
      const score = (HEAD_STARTS[encoding] ?? RARE) + tally.penalty + scoreOf(tally, costs, language);
      scores.set(encoding, Math.max(score, scores.get(encoding) ?? -Infinity));
    }
  }
  const foreign = sample.reduce((sum, byte) => sum + (byte >= 0x80 ? 1 : 0), 0);
  const best = Math.max(...scores.values());
  const usual = scores.get(USUAL) ?? 0;
  // Where nothing is a text, as in one that was decoded wrongly before, the usual encoding at least changes no more.
  if (best < UNLIKELY * foreign && usual > best * 1.35) scores.set(USUAL, best + 1);
  return [...scores].sort(([, a], [, b]) => b - a).map(([encoding]) => encoding);
}

/** What Windows-1252 has where ISO 8859-1 has controls. */
const WINDOWS_SIGNS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function decode(bytes: Uint8Array, encoding: string): string {
  const text = new TextDecoder(encoding).decode(bytes);
  if (encoding !== USUAL) return text;
  // Node 20 takes one for the other.
  return text.replace(/[\u0080-\u009f]/g, (letter) => WINDOWS_SIGNS[letter.charCodeAt(0) - 0x80] ?? letter);
}

/** The lines that have other bytes than ASCII: the others tell nothing. */
function foreignLines(bytes: Uint8Array): Uint8Array {
  const sample = new Uint8Array(bytes.length);
  let used = 0;
  let foreign = 0;
  for (let start = 0; start < bytes.length && foreign < LOOKED_AT && used < SAMPLE_BYTES;) {
    const lineFeed = bytes.indexOf(10, start);
    // A line without end must not be all there is to look at.
    const end = Math.min(lineFeed < 0 ? bytes.length : lineFeed + 1, start + SAMPLE_BYTES / 4);
    const line = bytes.subarray(start, end);
    const count = line.reduce((sum, byte) => sum + (byte >= 0x80 ? 1 : 0), 0);
    if (count > 0) {
      sample.set(line, used);
      used += line.length;
      foreign += count;
    }
    start = end;
  }
  return sample.subarray(0, used);
}

/** What a decoded text has beyond ASCII. */
interface Tally {
  /** Lower-case letters and signs with their counts. */
  readonly counts: ReadonlyMap<string, number>;
  /** For letters in places where no language has them. */
  readonly penalty: number;
}

function tallyOf(text: string): Tally {
  const counts = new Map<string, number>();
  const letters = Array.from(text);
  let penalty = 0;
  /** Words of another script than the Latin, and their letters. */
  let words = 0;
  let wordLetters = 0;
  letters.forEach((letter, index) => {
    const previous = letters[index - 1] ?? '';
    const isForeign = letter > '\u007f';
    if (isForeign) {
      const lower = letter.toLowerCase();
      counts.set(lower, (counts.get(lower) ?? 0) + 1);
      penalty += costOfPlace(letter, previous, letters[index + 1] ?? '');
      if (isOtherScript(letter)) {
        wordLetters++;
        if (!isOtherScript(previous)) words++;
      }
    }
    const isPair = isForeign !== previous > '\u007f' && isLetter(letter) && isLetter(previous);
    if (isPair && isOtherScript(isForeign ? letter : previous)) penalty += MIXED;
  });
  return { counts, penalty: penalty + (wordLetters < SHORTEST_WORDS * words ? words * MIXED : 0) };
}

function costOfPlace(letter: string, previous: string, next: string): number {
  if (letter.toLowerCase() !== letter) return isLower(previous) ? UPPER_INSIDE : isLetter(next) ? UPPER : UPPER_ALONE;
  return !isLetter(letter) && isLetter(previous) && isLetter(next) && !JOINERS.has(letter) ? SIGN_INSIDE : 0;
}

/** Of letters in scripts that never are beside Latin ones in a word; those of East Asia do. */
function isOtherScript(letter: string): boolean {
  return letter >= '\u0370' && letter < '\u0e00';
}

function isLetter(letter: string): boolean {
  return /^\p{L}/u.test(letter);
}

function isLower(letter: string): boolean {
  return /^\p{Ll}/u.test(letter);
}

function costsOf({ letters, wide }: Language): ReadonlyMap<string, number> {
  const all = Array.from(new Set(letters));
  // The commonest are some four times as common as the middle ones: near enough to how letters are spread.
  const flat = wide ? 30 : 3;
  const weights = all.map((_, rank) => 1 / (rank + flat));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const share = wide?.share ?? 0.95;
  return new Map(all.map((letter, rank) => [letter, Math.log((share * (weights[rank] ?? 0)) / total)]));
}

function scoreOf({ counts }: Tally, costs: ReadonlyMap<string, number>, { wide }: Language): number {
  const other = wide ? Math.log((1 - wide.share) / wide.count) : FOREIGN;
  let score = 0;
  for (const [letter, count] of counts) {
    const cost = costs.get(letter) ?? (wide?.others.test(letter) ? other : costOfStranger(letter));
    score += count * cost;
  }
  return score;
}

function costOfStranger(letter: string): number {
  if (signs.has(letter) || letter === '\u00a0') return SIGN;
  return letter === '\ufffd' || (letter >= '\u0080' && letter < '\u00a0') || /^\p{Co}/u.test(letter) ? BROKEN : FOREIGN;
}
