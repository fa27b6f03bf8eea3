import type { BlockDraft } from '../../../src/core/row/block-builder.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The texts of the rows in blocks. */
export function rowsOf(drafts: readonly BlockDraft[]): string[] {
  return drafts.flatMap(({ bytes, offsets, count }) =>
    Array.from({ length: count }, (_, row) => decoder.decode(bytes.subarray(offsets[row], offsets[row + 1]! - 1))),
  );
}
