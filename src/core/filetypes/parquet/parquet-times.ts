import type { ParquetParsers } from 'hyparquet';
import { JsonText } from '../spelled-json.ts';

/** Dictionaries of columns with gaps hand over nothing for a value that is not there. */
type Maybe<T> = T | undefined;

const MICROS = { perMilli: 1_000n, digits: 3 };
const NANOS = { perMilli: 1_000_000n, digits: 6 };
/** What Date can hold, in milliseconds. */
const LAST_TIME = 8_640_000_000_000_000n;

/** ISO 8601 in UTC, with as many digits of a second as the unit has. A year that Date can't hold stays a number. */
function iso(value: bigint, { perMilli, digits }: { readonly perMilli: bigint; readonly digits: number }): string {
  const rest = ((value % perMilli) + perMilli) % perMilli;
  const millis = (value - rest) / perMilli;
  if (millis > LAST_TIME || millis < -LAST_TIME) return value.toString();
  const below = digits === 0 ? '' : rest.toString().padStart(digits, '0');
  return new Date(Number(millis)).toISOString().replace('Z', `${below}Z`);
}

/** How columns of dates, times and JSON are read: as texts that lose nothing. */
export const LOSSLESS: Partial<ParquetParsers> = {
  timestampFromMilliseconds: (value: Maybe<bigint>) =>
    value === undefined ? null : iso(value, { perMilli: 1n, digits: 0 }),
  timestampFromMicroseconds: (value: Maybe<bigint>) => (value === undefined ? null : iso(value, MICROS)),
  timestampFromNanoseconds: (value: Maybe<bigint>) => (value === undefined ? null : iso(value, NANOS)),
  dateFromDays: (days: Maybe<number>) =>
    days === undefined ? null : iso(BigInt(days) * 86_400_000n, { perMilli: 1n, digits: 0 }).slice(0, -14),
  jsonFromBytes(bytes: Maybe<Uint8Array>) {
    if (bytes === undefined) return null;
    const text = new TextDecoder().decode(bytes);
    try {
      JSON.parse(text);
      // Line ends are between values only, and a row is one line.
      return new JsonText(text.replace(/[\r\n]/g, ' '));
    } catch {
      return text;
    }
  },
};
