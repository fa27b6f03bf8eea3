/** In which order the parts of a date stand. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd';

/** The line with which a message begins. */
export interface MessageStart {
  /** Day, month and year as they stand. */
  readonly date: readonly [number, number, number];
  readonly separator: string;
  /** Hours as the clock shows them, and whether it is one of twelve hours. */
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly half: 'am' | 'pm' | null;
  /** Null of what nobody said, such as that somebody has left. */
  readonly sender: string | null;
  readonly text: string;
}

/** Marks for the direction of writing, which WhatsApp puts before what it says itself. */
const MARKS = /^[\u200e\u200f\u202a-\u202e\ufeff]+/;
const DATE = String.raw`(\d{1,4})([./-])(\d{1,2})\2(\d{1,4}),?`;
const TIME = String.raw`(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?(?:[ \u00a0\u202f]?([AaPp])\.?[ \u00a0]?[Mm]\.?)?`;
/** "[31.12.23, 22:15:30] Ada: Hi" as iPhones write it, "31/12/2023, 22:15 - Ada: Hi" as Android does. */
const IPHONE = new RegExp(String.raw`^\[${DATE} ${TIME}\] `);
const ANDROID = new RegExp(String.raw`^${DATE} ${TIME} - `);
const SENDER = /^([^:\n]{1,100}): ?/;

/** A line as the beginning of a message; null where it goes on with the one before. */
export function readStart(line: string): MessageStart | null {
  const bare = line.replace(MARKS, '');
  // Without a comma it is a line of a log.
  const found = bare.includes(', ') ? (IPHONE.exec(bare) ?? ANDROID.exec(bare)) : null;
  if (!found) return null;
  const [all, a, separator = '', b, c, hour, minute, second = '0', half] = found;
  const said = bare.slice(all.length).replace(MARKS, '');
  const sender = SENDER.exec(said);
  return {
    date: [Number(a), Number(b), Number(c)],
    separator,
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    half: half === undefined ? null : half.toLowerCase() === 'p' ? 'pm' : 'am',
    sender: sender?.[1]?.trim() ?? null,
    text: sender ? said.slice(sender[0].length).replace(MARKS, '') : said,
  };
}

/** Whether some date can be read in one order only: without such a date the order is a guess. */
export function isSure(starts: readonly MessageStart[]): boolean {
  return starts.some(({ date: [first, second] }) => first > 12 || second > 12);
}

/** Whether it is a date where its parts are in this order. */
export function fits({ date: [a, b, c] }: MessageStart, order: DateOrder): boolean {
  const [day, month] = order === 'ymd' ? [c, b] : order === 'dmy' ? [a, b] : [b, a];
  return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

/** The order in which all of these dates are dates; where several are possible, the usual one for how they are written. */
export function orderOf(starts: readonly MessageStart[]): DateOrder {
  if (starts.some(({ date: [first] }) => first > 31)) return 'ymd';
  if (starts.some(({ date: [first] }) => first > 12)) return 'dmy';
  if (starts.some(({ date: [, second] }) => second > 12)) return 'mdy';
  const isAmerican = starts.some(({ half, separator }) => half !== null && separator === '/');
  return isAmerican ? 'mdy' : 'dmy';
}

/** When a message was sent, as ISO writes it. Nothing says in which zone. */
export function timeOf({ date: [a, b, c], hour, minute, second, half }: MessageStart, order: DateOrder): string {
  const [day, month, year] = order === 'ymd' ? [c, b, a] : order === 'dmy' ? [a, b, c] : [b, a, c];
  const hours = half === null ? hour : (hour % 12) + (half === 'pm' ? 12 : 0);
  const whole = year < 100 ? 2_000 + year : year;
  return `${whole}-${two(month)}-${two(day)}T${two(hours)}:${two(minute)}:${two(second)}`;
}

function two(part: number): string {
  return String(part).padStart(2, '0');
}
