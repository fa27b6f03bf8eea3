import { counted, grouped } from '../../core/amount.ts';
import type { ColumnProfile } from '../../core/view/column-profile.ts';
import type { Filter } from '../../core/view/view.ts';
import type { ColumnKind, ColumnProfile as ColumnChart } from '../../ui/grid/grid-column.ts';

/** What the table draws under a column's title. */
export function chartOf(profile: ColumnProfile): ColumnChart {
  const { rows, empty, lengths, range } = profile;
  const emptyShare = rows === 0 ? 0 : empty / rows;
  const values = facetsOf(profile);
  if (values) {
    const bars = values.map(({ value, count }) => ({ label: value, count }));
    return { bars, kind: 'values', emptyShare, note: counted(bars.length, 'value') };
  }
  if (range) return { bars: [], kind: 'values', emptyShare, note: `${figure(range.min)}–${figure(range.max)}` };
  const bars = lengths.map(({ from, to, count }) => ({ label: spanWords(from, to), count }));
  const [first, last] = [lengths[0], lengths.at(-1)];
  return { bars, kind: 'lengths', emptyShare, note: first && last ? spanWords(first.from, last.to) : '' };
}

/** What a click on a bar shows. */
export function filterOfBar(profile: ColumnProfile, bar: number): Filter | null {
  const { of } = profile;
  const values = facetsOf(profile);
  if (values) {
    const value = values[bar]?.value;
    return value === undefined ? null : { on: 'value', of, values: [value] };
  }
  const bucket = profile.lengths[bar];
  return bucket ? { on: 'characters', of, min: bucket.from, max: bucket.to } : null;
}

/** What a column holds; null where its values don't say. */
export function kindOf(profile: ColumnProfile): ColumnKind | null {
  if (profile.numeric) return 'number';
  const values = profile.values ?? [];
  return values.length > 0 && values.every(({ value }) => value === 'true' || value === 'false') ? 'flag' : null;
}

/** Values are shown where some of them come again: of rows that all differ, the lengths say more. */
function facetsOf({ values, rows, empty }: ColumnProfile): ColumnProfile['values'] {
  return values && values.length > 0 && values.length < rows - empty ? values : null;
}

function spanWords(from: number, to: number): string {
  return from === to ? counted(to, 'character') : `${grouped(from)}–${counted(to, 'character')}`;
}

/** A year is written as the cells have it: 1880, not 1,880. */
function figure(value: number): string {
  return Math.abs(value) < 10_000 ? String(value) : grouped(value);
}
