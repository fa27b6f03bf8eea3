/**
 * The Porter stemmer as NLTK has it (`PorterStemmer`, mode NLTK_EXTENSIONS, 3.9), because that is what the `rouge_score` package
 * of Google Research stems with. Source: M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980, and NLTK's
 * documented changes. Takes a word in lower case.
 */
export function porterStem(word: string): string {
  const known = IRREGULAR.get(word);
  if (known !== undefined) return known;
  if (word.length <= 2) return word;
  return [step1a, step1b, step1c, step2, step3, step4, step5a, step5b].reduce((stem, step) => step(stem), word);
}

/** A suffix, what takes its place, and when; without a condition always. */
type Rule = readonly [suffix: string, replacement: string, condition?: (stem: string) => boolean];

const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['skies', 'sky'],
  ['sky', 'sky'],
  ['dying', 'die'],
  ['lying', 'lie'],
  ['tying', 'tie'],
  ['news', 'news'],
  ['innings', 'inning'],
  ['inning', 'inning'],
  ['outings', 'outing'],
  ['outing', 'outing'],
  ['cannings', 'canning'],
  ['canning', 'canning'],
  ['howe', 'howe'],
  ['proceed', 'proceed'],
  ['exceed', 'exceed'],
  ['succeed', 'succeed'],
]);

function isConsonant(word: string, at: number): boolean {
  const letter = word[at] ?? '';
  if ('aeiou'.includes(letter)) return false;
  return letter !== 'y' || at === 0 || !isConsonant(word, at - 1);
}

/** How often a vowel is followed by a consonant. */
function measure(stem: string): number {
  let count = 0;
  for (let at = 1; at < stem.length; at++) if (!isConsonant(stem, at - 1) && isConsonant(stem, at)) count++;
  return count;
}

const isMeasured = (stem: string): boolean => measure(stem) > 0;
const isLong = (stem: string): boolean => measure(stem) > 1;

function hasVowel(stem: string): boolean {
  for (let at = 0; at < stem.length; at++) if (!isConsonant(stem, at)) return true;
  return false;
}

function endsDouble(word: string): boolean {
  const last = word.length - 1;
  return last >= 1 && word[last] === word[last - 1] && isConsonant(word, last);
}

/** Consonant, vowel, consonant other than w, x, y; NLTK also takes a word of a vowel and a consonant. */
function endsShort(word: string): boolean {
  const last = word.length - 1;
  if (last === 1) return !isConsonant(word, 0) && isConsonant(word, 1);
  return (
    last >= 2 &&
    isConsonant(word, last - 2) &&
    !isConsonant(word, last - 1) &&
    isConsonant(word, last) &&
    !'wxy'.includes(word[last] ?? '')
  );
}

/** The first rule whose suffix fits decides, also where its condition then does not. */
function apply(word: string, rules: readonly Rule[]): string {
  for (const [suffix, replacement, condition] of rules) {
    if (!word.endsWith(suffix)) continue;
    const stem = word.slice(0, word.length - suffix.length);
    return condition === undefined || condition(stem) ? stem + replacement : word;
  }
  return word;
}

function step1a(word: string): string {
  if (word.length === 4 && word.endsWith('ies')) return word.slice(0, -1);
  return apply(word, [
    ['sses', 'ss'],
    ['ies', 'i'],
    ['ss', 'ss'],
    ['s', ''],
  ]);
}

function step1b(word: string): string {
  if (word.endsWith('ied')) return word.slice(0, word.length === 4 ? -1 : -2);
  if (word.endsWith('eed')) return isMeasured(word.slice(0, -3)) ? word.slice(0, -1) : word;
  const suffix = ['ed', 'ing'].find((each) => word.endsWith(each) && hasVowel(word.slice(0, -each.length)));
  if (suffix === undefined) return word;
  const stem = word.slice(0, -suffix.length);
  if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (endsDouble(stem)) return 'lsz'.includes(stem.at(-1) ?? '') ? stem : stem.slice(0, -1);
  return measure(stem) === 1 && endsShort(stem) ? `${stem}e` : stem;
}

function step1c(word: string): string {
  return apply(word, [['y', 'i', (stem) => stem.length > 1 && isConsonant(stem, stem.length - 1)]]);
}

function step2(word: string): string {
  if (word.endsWith('alli') && isMeasured(word.slice(0, -4))) return step2(word.slice(0, -2));
  return apply(word, [
    ...SECOND.map(([suffix, replacement]): Rule => [suffix, replacement, isMeasured]),
    // NLTK measures what is before "ogi".
    ['logi', 'log', (stem) => isMeasured(`${stem}l`)],
  ]);
}

const SECOND: readonly Rule[] = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['izer', 'ize'],
  ['bli', 'ble'],
  ['alli', 'al'],
  ['entli', 'ent'],
  ['eli', 'e'],
  ['ousli', 'ous'],
  ['ization', 'ize'],
  ['ation', 'ate'],
  ['ator', 'ate'],
  ['alism', 'al'],
  ['iveness', 'ive'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['aliti', 'al'],
  ['iviti', 'ive'],
  ['biliti', 'ble'],
  ['fulli', 'ful'],
];

function step3(word: string): string {
  return apply(word, [
    ['icate', 'ic', isMeasured],
    ['ative', '', isMeasured],
    ['alize', 'al', isMeasured],
    ['iciti', 'ic', isMeasured],
    ['ical', 'ic', isMeasured],
    ['ful', '', isMeasured],
    ['ness', '', isMeasured],
  ]);
}

function step4(word: string): string {
  const plain = ['al', 'ance', 'ence', 'er', 'ic', 'able', 'ible', 'ant', 'ement', 'ment', 'ent'];
  const rest = ['ou', 'ism', 'ate', 'iti', 'ous', 'ive', 'ize'];
  const rule = (suffix: string): Rule => [suffix, '', isLong];
  return apply(word, [
    ...plain.map(rule),
    ['ion', '', (stem) => isLong(stem) && /[st]$/.test(stem)],
    ...rest.map(rule),
  ]);
}

function step5a(word: string): string {
  if (!word.endsWith('e')) return word;
  const stem = word.slice(0, -1);
  const isBare = measure(stem) > 1 || (measure(stem) === 1 && !endsShort(stem));
  return isBare ? stem : word;
}

/** The l that would be left counts: "controll" loses one, "roll" keeps both. */
function step5b(word: string): string {
  return apply(word, [['ll', 'l', () => measure(word.slice(0, -1)) > 1]]);
}
