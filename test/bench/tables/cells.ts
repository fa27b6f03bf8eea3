import type { Dice } from './dice.ts';

/** What a column of a made table holds, and what it may be called. */
export interface ColumnKind {
  readonly names: readonly string[];
  readonly make: (dice: Dice, row: number) => string;
  /** True where every cell is a number, so that a unit or a total may be in it. */
  readonly isNumber?: boolean;
  /** True where a cell may hold line ends. */
  readonly isLong?: boolean;
}

const FIRST = ['Ann', 'Bo', 'Carla', 'Dmitri', 'Élodie', 'Farid', 'Grete', 'Hiro', 'Ines', "O'Neil", 'Zoë', 'Łukasz'];
const LAST = ['Archer', 'Brook', 'van Dyk', 'Espinoza', 'Fuchs', 'Grant', 'Ito', 'Jones-Lee', 'Kaya', 'Smith, Jr.'];
const TOWNS = ['Rome', 'New York', 'São Paulo', 'Łódź', 'Paris', 'St. Ives', 'Washington, DC', '東京', 'Bern'];
const LABELS = ['spam', 'ham', 'positive', 'negative', 'neutral', 'refund', 'card arrival', 'other'];
const WORDS =
  'the a ship sails slowly past old harbour walls while rain falls on boats and crew wait for tea or news from home why not ask again tomorrow please send more paper because nothing works here yet'.split(
    ' ',
  );
const two = (number: number): string => String(number).padStart(2, '0');

function sentence(dice: Dice): string {
  const words = dice.times(dice.number(4, 16), () => dice.pick(WORDS));
  const [first = ''] = words;
  words[0] = first.slice(0, 1).toUpperCase() + first.slice(1);
  if (dice.chance(0.3)) words[2] = `${words[2] ?? ''},`;
  if (dice.chance(0.08)) words[1] = `${words[1] ?? ''};`;
  if (dice.chance(0.06)) words[1] = `"${words[1] ?? ''}"`;
  if (dice.chance(0.08)) words[3] = "don't";
  return words.join(' ') + dice.pick(['.', '.', '?', '!']);
}

function prose(dice: Dice, most: number): string {
  return dice.times(dice.number(1, most), () => sentence(dice)).join(' ');
}

function whole(dice: Dice): string {
  return String(dice.number(-20, dice.pick([9, 100, 5_000, 900_000])));
}

/** Every kind, by the name that it has in the figures. */
export const KINDS: Readonly<Record<string, ColumnKind>> = {
  counter: { names: ['id', 'nr', 'index', 'No.'], make: (_, row) => String(row + 1) },
  whole: { names: ['count', 'age', 'total', 'Visits', 'score'], make: whole, isNumber: true },
  decimal: {
    names: ['price', 'weight', 'lat', 'Mean value'],
    make: (dice) => `${whole(dice)}.${two(dice.number(0, 99))}`,
    isNumber: true,
  },
  exponent: {
    names: ['p', 'rate'],
    make: (dice) => `${dice.number(1, 9)}.${dice.number(10, 99)}e-0${dice.number(1, 9)}`,
    isNumber: true,
  },
  comma: {
    names: ['Preis', 'Gewicht', 'Betrag'],
    make: (dice) => `${whole(dice)},${two(dice.number(0, 99))}`,
    isNumber: true,
  },
  grouped: {
    names: ['population', 'sum', 'Revenue'],
    make: (dice) => `${dice.number(1, 999)},${String(dice.number(0, 999)).padStart(3, '0')}`,
    isNumber: true,
  },
  money: {
    names: ['cost', 'amount'],
    make: (dice) => `$${dice.number(1, 999)}.${two(dice.number(0, 99))}`,
    isNumber: true,
  },
  percent: { names: ['share', 'change'], make: (dice) => `${dice.number(0, 100)}%`, isNumber: true },
  date: {
    names: ['date', 'Day', 'created', 'born'],
    make: (dice) => `20${two(dice.number(0, 25))}-${two(dice.number(1, 12))}-${two(dice.number(1, 28))}`,
  },
  slashes: {
    names: ['date', 'Datum', 'due'],
    make: (dice) => `${dice.number(1, 12)}/${dice.number(1, 28)}/${dice.number(1990, 2025)}`,
  },
  time: { names: ['time', 'start', 'at'], make: (dice) => `${two(dice.number(0, 23))}:${two(dice.number(0, 59))}` },
  moment: {
    names: ['timestamp', 'updated_at'],
    make: (dice) => `2024-${two(dice.number(1, 12))}-${two(dice.number(1, 28))}T${two(dice.number(0, 23))}:00:00Z`,
  },
  code: {
    names: ['code', 'sku', 'ticket', 'ref'],
    make: (dice) => `${dice.pick(['AB', 'KX', 'ZZ'])}-${dice.number(100, 9_999)}`,
  },
  hash: {
    names: ['uuid', 'key'],
    make: (dice) => dice.times(8, () => dice.pick(Array.from('0123456789abcdef'))).join(''),
  },
  flag: { names: ['active', 'is_new', 'ok'], make: (dice) => dice.pick(['true', 'false']) },
  sparse: {
    names: ['note', 'discount'],
    make: (dice) => (dice.chance(0.7) ? dice.pick(['', '', 'NA', 'NaN']) : whole(dice)),
  },
  person: { names: ['name', 'author', 'Full name'], make: (dice) => `${dice.pick(FIRST)} ${dice.pick(LAST)}` },
  town: { names: ['town', 'city', 'Ort', 'place of birth'], make: (dice) => dice.pick(TOWNS) },
  label: { names: ['label', 'category', 'class'], make: (dice) => dice.pick(LABELS) },
  mail: {
    names: ['email', 'contact'],
    make: (dice) => `${dice.pick(['ann', 'bo', 'it'])}${dice.number(1, 99)}@example.org`,
  },
  link: {
    names: ['url', 'link'],
    make: (dice) => `https://example.org/${dice.pick(['a', 'b/c', 'shop'])}?id=${dice.number(1, 999)}`,
  },
  prose: { names: ['text', 'question', 'comment', 'answer', 'prompt'], make: (dice) => prose(dice, 2) },
  pages: {
    names: ['completion', 'body', 'review'],
    make: (dice) => dice.times(dice.number(1, 3), () => prose(dice, 3)).join('\n'),
    isLong: true,
  },
};
