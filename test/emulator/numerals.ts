/** One way to write whole numbers; undefined for what it cannot read or write. */
export interface Numeral {
  readonly read: (text: string) => number | undefined;
  readonly write: (value: number) => string | undefined;
}

const ONES = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen ' +
  'eighteen nineteen'
).split(' ');
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ROMAN = Object.entries({
  M: 1000,
  CM: 900,
  D: 500,
  CD: 400,
  C: 100,
  XC: 90,
  L: 50,
  XL: 40,
  X: 10,
  IX: 9,
  V: 5,
  IV: 4,
  I: 1,
});
const MOST = 4000;
const WORDS = Array.from({ length: MOST }, (_, value) => writeWords(value));
const ROMANS = Array.from({ length: MOST }, (_, value) => writeRoman(value));

/** Digits, English words and Roman numbers, these two below four thousand. */
export const NUMERALS: readonly Numeral[] = [
  { read: (text) => (/^-?\d{1,15}$/.test(text) ? Number(text) : undefined), write: String },
  listed(WORDS, (text) => text.toLowerCase().replace(/\s+/g, ' ')),
  listed(ROMANS, (text) => text),
];

function listed(names: readonly string[], spell: (text: string) => string): Numeral {
  const values = new Map(names.map((name, value) => [name, value]));
  return {
    read: (text) => (text === '' ? undefined : values.get(spell(text))),
    // Zero has no Roman number.
    write: (value) => names[value] || undefined,
  };
}

function writeWords(value: number): string {
  if (value < 20) return ONES[value] ?? '';
  if (value < 100) return join(TENS[Math.floor(value / 10) - 2], '-', value % 10);
  const unit = value < 1000 ? 100 : 1000;
  const counted = `${writeWords(Math.floor(value / unit))} ${unit === 100 ? 'hundred' : 'thousand'}`;
  return join(counted, ' ', value % unit);
}

function join(start = '', between: string, rest: number): string {
  return rest === 0 ? start : `${start}${between}${writeWords(rest)}`;
}

function writeRoman(value: number): string {
  let rest = value;
  let roman = '';
  for (const [letters, worth] of ROMAN) {
    for (; rest >= worth; rest -= worth) roman += letters;
  }
  return roman;
}
