import { Members } from './members.ts';
import { findItem, type ValueSpan } from './scan-bytes.ts';
import type { Path } from './edit.ts';
import type { Utf8Text } from './unescape.ts';

/** A scanner of its own: the one of the rows themselves goes on being good for the row at hand. */
const inner = new Members();

/** Where the value at a path is in the bytes of a row, found without parsing it; null where there is none. */
export function findValue(row: Utf8Text, path: Path): ValueSpan | null {
  const { bytes } = row;
  let span: ValueSpan | null = { start: row.start, end: row.end };
  for (const step of path) {
    if (!span) return null;
    span = typeof step === 'number' ? findItem(bytes, span, step) : findMember(bytes, span, step);
  }
  return span;
}

function findMember(bytes: Uint8Array, { start, end }: ValueSpan, name: string): ValueSpan | null {
  if (!inner.scan(bytes, start, end)) return null;
  const member = inner.find(name);
  return member < 0 ? null : { start: inner.starts[member] ?? 0, end: inner.ends[member] ?? 0 };
}
