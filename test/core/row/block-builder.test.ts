import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLOCK_BYTES, BlockBuilder, cutBlocks, type BlockDraft } from '../../../src/core/row/block-builder.ts';
import { LARGE_ROW_BYTES } from '../../../src/core/filetypes/settings.ts';
import { HASH_WORDS } from '../../../src/core/version/digest.ts';

const encoder = new TextEncoder();

function build(texts: readonly string[], targetBytes?: number): BlockDraft[] {
  const drafts: BlockDraft[] = [];
  const builder = new BlockBuilder(targetBytes, (draft) => drafts.push(draft));
  for (const text of texts) builder.addText(text);
  builder.flush();
  return drafts;
}

/** The rows as the offsets say; fails where a row is not followed by its line end. */
function rowsOf(draft: BlockDraft): string[] {
  expect(draft.offsets.length).toBe(draft.count + 1);
  expect(draft.offsets.at(-1)).toBe(draft.bytes.length);
  return Array.from({ length: draft.count }, (_, row) => {
    const end = draft.offsets[row + 1]! - 1;
    expect(draft.bytes[end]).toBe(10);
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      draft.bytes.subarray(draft.offsets[row], end),
    );
  });
}

const rowText = fc.string({ unit: 'grapheme', maxLength: 200 }).map((text) => text.replaceAll('\n', ' '));

describe('BlockBuilder', () => {
  it('gives back every row in order, whatever the size of a block', () => {
    fc.assert(
      fc.property(fc.array(rowText, { maxLength: 300 }), fc.integer({ min: 1, max: 5_000 }), (texts, target) => {
        const drafts = build(texts, target);
        expect(drafts.flatMap(rowsOf)).toEqual(texts);
        for (const draft of drafts) expect(draft.count).toBeGreaterThan(0);
      }),
    );
  });

  it('takes bytes and texts alike', () => {
    fc.assert(
      fc.property(fc.array(rowText, { minLength: 1 }), (texts) => {
        const drafts: BlockDraft[] = [];
        const builder = new BlockBuilder(500, (draft) => drafts.push(draft));
        for (const text of texts) {
          const bytes = encoder.encode(`xx${text}yy`);
          builder.addBytes(bytes, 2, bytes.length - 2);
        }
        builder.flush();
        expect(drafts).toEqual(build(texts, 500));
      }),
    );
  });

  it('makes blocks of about three MiB that hold no more memory than their bytes', () => {
    const drafts = build(Array.from({ length: 20_000 }, (_, i) => `${i}`.padEnd(600, 'é')));
    expect(drafts.length).toBeGreaterThan(2);
    for (const draft of drafts.slice(0, -1)) {
      expect(draft.bytes.length).toBeGreaterThanOrEqual(BLOCK_BYTES);
      expect(draft.bytes.length).toBeLessThan(BLOCK_BYTES + LARGE_ROW_BYTES);
    }
    for (const draft of drafts) expect(draft.bytes.buffer.byteLength).toBe(draft.bytes.length);
  });

  it('gives a row over one MiB a block of its own', () => {
    const large = 'ü'.repeat(LARGE_ROW_BYTES / 2 + 1);
    const exact = 'x'.repeat(LARGE_ROW_BYTES);
    const drafts = build(['a', large, 'b', exact, 'c']);
    expect(drafts.map((draft) => draft.count)).toEqual([1, 1, 3]);
    expect(drafts.flatMap(rowsOf)).toEqual(['a', large, 'b', exact, 'c']);
  });

  it('says nothing where nothing was added', () => {
    expect(build([])).toEqual([]);
  });
});

describe('cutBlocks', () => {
  it('cuts the same rows without copying them', () => {
    const long = 'y'.repeat(LARGE_ROW_BYTES + 1);
    const row = fc.oneof({ weight: 30, arbitrary: rowText }, { weight: 1, arbitrary: fc.constant(long) });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 50 }), fc.integer({ min: 1, max: 3_000 }), (texts, target) => {
        const bytes = encoder.encode(texts.map((text) => `${text}\n`).join(''));
        const offsets = new Uint32Array(texts.length + 1);
        texts.forEach((text, i) => (offsets[i + 1] = offsets[i]! + encoder.encode(text).length + 1));
        const hashes = Uint32Array.from({ length: texts.length * HASH_WORDS }, (_, word) => word);
        const drafts = cutBlocks(bytes, offsets, hashes, target);
        expect(drafts.flatMap((draft) => [...(draft.hashes ?? [])])).toEqual([...hashes]);
        expect(drafts.flatMap(rowsOf)).toEqual(texts);
        for (const draft of drafts) {
          expect(draft.bytes.buffer).toBe(bytes.buffer);
          if (draft.bytes.length > LARGE_ROW_BYTES + 1) expect(draft.count).toBe(1);
        }
      }),
      { numRuns: 50 },
    );
  });
});
