import { Row } from './row.ts';

/** Bytes to put in place of those from `from` up to `to` of a row's bytes. */
export interface Replacement {
  readonly from: number;
  readonly to: number;
  readonly value: Uint8Array;
}

/** The row with these spans replaced, of which no two overlap. All other bytes are copied as they are. */
export function replaceSpans(row: Row, replacements: Replacement[]): Row {
  const { bytes, start, end } = row;
  // Columns come by name; mostly there is one span, or they are in order already.
  if (!isInOrder(replacements)) replacements.sort((one, other) => one.from - other.from);
  let length = end - start;
  for (const { from, to, value } of replacements) length += value.length - (to - from);
  const into = new Uint8Array(length);
  let read = start;
  let written = 0;
  for (const { from, to, value } of replacements) {
    into.set(bytes.subarray(read, from), written);
    written += from - read;
    into.set(value, written);
    written += value.length;
    read = to;
  }
  into.set(bytes.subarray(read, end), written);
  return Row.view(into, 0, length);
}

function isInOrder(replacements: readonly Replacement[]): boolean {
  let last = 0;
  for (const { from } of replacements) {
    if (from < last) return false;
    last = from;
  }
  return true;
}
