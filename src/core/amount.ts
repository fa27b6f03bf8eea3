/** A number with thousands separators: 52002 → "52,002". Not `Intl`: the same on every machine. */
export function grouped(value: number): string {
  const [whole = '0', fraction] = String(value).split('.');
  const separated = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction === undefined ? separated : `${separated}.${fraction}`;
}

/** A count with its noun: (1, 'row') → "1 row", (2, 'row') → "2 rows". */
export function counted(value: number, noun: string, plural = `${noun}s`): string {
  return `${grouped(value)} ${value === 1 ? noun : plural}`;
}

/** A number of which no more than its size is known, with two digits: 13_083 → 13_000. */
export function about(value: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, value))) - 1);
  return Math.round(value / unit) * unit;
}

/** Bytes in decimal units, as file managers and disk makers count: 1_204_000 → "1.2 MB". */
export function sized(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  // what would be rounded up to 1000 is one of the next unit
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  if (unit === 0) return counted(bytes, 'byte');
  return `${trimmed(value)} ${units[unit] ?? ''}`;
}

/** A length of time in words that fit a label: 320 → "0.3 s", 95_000 → "1 min 35 s". */
export function lasting(ms: number): string {
  if (ms < 1000) return `${(Math.max(ms, 0) / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${String(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${String(minutes)} min ${String(seconds % 60)} s`;
  return `${grouped(Math.floor(minutes / 60))} h ${String(minutes % 60)} min`;
}

/** A share in whole per cent, never rounded up to 100 nor down to 0 while something is left. */
export function percent(part: number, whole: number): string {
  if (whole <= 0) return '0%';
  const share = (part / whole) * 100;
  if (share > 0 && share < 1) return 'under 1%';
  if (share > 99 && share < 100) return '99%';
  return `${String(Math.round(share))}%`;
}

function trimmed(value: number): string {
  return value < 9.95 ? value.toFixed(1) : String(Math.round(value));
}
