import type { Meaning } from './cell-styles.ts';

const DAY_MS = 86_400_000;
/** Days from 1899-12-31, which is day 0, to 1970. */
const BEFORE_1970 = 25_568;
/** Days that workbooks whose first day is in 1904 count less. */
const SINCE_1904 = 1_462;
/** Workbooks count a 29 February 1900, which never was. */
const AFTER_LEAP = 60;
/** 9999-12-31. */
const LAST_DAY = 2_958_466;

/**
 * A day or time as a workbook keeps it, in days: "2025-12-09", "2025-12-09T13:00:00", "13:00:00"; a length of time in hours,
 * "36:30:00". null for what is no such number.
 */
export function timeText(written: string, meaning: Meaning, is1904: boolean): string | null {
  const days = Number(written);
  if (written.trim() === '' || !Number.isFinite(days)) return null;
  if (meaning === 'length') return lengthText(days);
  // Calendars begin with day 1; what is less is a time of day.
  if (days >= 0 && days < 1) return lengthText(days);
  const day = is1904 ? days + SINCE_1904 : days;
  if (day < 0 || day >= LAST_DAY) return null;
  const days1970 = day - BEFORE_1970 - (day >= AFTER_LEAP ? 1 : 0);
  return dateText(new Date(Math.round(days1970 * DAY_MS)));
}

/** A date that is written as one, ISO 8601; as it stands where it is none. */
export function isoText(written: string): string {
  const found = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?(Z?)$/.exec(written.trim());
  if (!found) return written;
  const [, day = '', time = ''] = found;
  const isDay = /^[0:.]*$/.test(time);
  return isDay ? day : `${day}T${time.replace(/\.0+$/, '')}`;
}

/** A date without a time of day is only that. */
function dateText(date: Date): string {
  const [day = '', time = ''] = date.toISOString().split('T');
  return time === '00:00:00.000Z' ? day : `${day}T${time.replace('.000Z', '').replace('Z', '')}`;
}

function lengthText(days: number): string {
  const ms = Math.round(Math.abs(days) * DAY_MS);
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const rest = ms % 1_000 === 0 ? '' : `.${String(ms % 1_000).padStart(3, '0')}`;
  return `${days < 0 ? '-' : ''}${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1_000) % 60)}${rest}`;
}
