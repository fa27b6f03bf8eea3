const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|[-+]\d\d:?\d\d)?)?$/;
/** Seconds or milliseconds since 1970, as programs write them. */
const EPOCH = /^\d{9,13}(?:\.\d+)?$/;
/** More are milliseconds: as seconds they would be in the year 5138. */
const MOST_SECONDS = 1e11;

/**
 * Whole seconds since 1970 of a date as ISO writes it, or of such a count; null for all else. A time without a zone is
 * taken for that of Greenwich, on any machine.
 */
export function secondsOf(text: string): number | null {
  const trimmed = text.trim();
  if (EPOCH.test(trimmed)) {
    const count = Number(trimmed);
    return Math.floor(count > MOST_SECONDS ? count / 1_000 : count);
  }
  const found = ISO.exec(trimmed);
  if (!found) return null;
  const [, year, month, day, hour = '0', minute = '0', second = '0', zone = 'Z'] = found;
  const ms = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  return ms / 1_000 - offsetOf(zone);
}

/** In seconds: what a clock there is ahead of Greenwich. */
function offsetOf(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -1 : 1) * minutes * 60;
}
