import type { Members } from './members.ts';
import { Row } from './row.ts';

const encoder = new TextEncoder();

/** The row with other strings in these members. All other bytes are copied as they are. */
export function replaceStrings(row: Row, members: Members, strings: ReadonlyMap<number, string>): Row {
  const { bytes, start, end } = row;
  // Members are in the row in order of their numbers.
  const inOrder = [...strings].sort(([one], [other]) => one - other);
  const values = inOrder.map(([member, text]) => ({
    from: members.starts[member] ?? 0,
    to: members.ends[member] ?? 0,
    value: encoder.encode(JSON.stringify(text)),
  }));
  const length = values.reduce((sum, { from, to, value }) => sum + value.length - (to - from), end - start);
  const into = new Uint8Array(length);
  let read = start;
  let written = 0;
  for (const { from, to, value } of values) {
    into.set(bytes.subarray(read, from), written);
    written += from - read;
    into.set(value, written);
    written += value.length;
    read = to;
  }
  into.set(bytes.subarray(read, end), written);
  return Row.view(into, 0, length);
}
