import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapTexts, packRecord, unpackRecord, type Packable } from '../../../src/core/backup/pack.ts';

const numbers = fc.oneof(
  fc.uint8Array({ maxLength: 9 }),
  fc.uint16Array({ maxLength: 9 }),
  fc.uint32Array({ maxLength: 9 }),
);
const { record } = fc.letrec<{ record: Packable }>((tie) => ({
  record: fc.oneof(
    { maxDepth: 3 },
    ...[fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean(), fc.constant(null), numbers],
    fc.array(tie('record'), { maxLength: 4 }),
    fc.dictionary(fc.string({ unit: 'grapheme-ascii' }), tie('record'), { maxKeys: 4 }),
  ),
}));

describe('a packed record', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(record, (value) => {
        expect(unpackRecord(packRecord(value))).toEqual(value);
      }),
    );
  });

  it('comes back from the middle of other bytes', () => {
    const packed = packRecord({ ids: Uint32Array.of(1, 2), codes: Uint16Array.of(3) });
    const around = new Uint8Array(packed.length + 5);
    around.set(packed, 3);
    const part = around.subarray(3, 3 + packed.length);
    expect(unpackRecord(part)).toEqual({ ids: Uint32Array.of(1, 2), codes: Uint16Array.of(3) });
  });

  it('is refused where it is cut or has more than it says', () => {
    const packed = packRecord({ ids: Uint32Array.of(1, 2) });
    for (let length = 0; length < packed.length; length++)
      expect(() => unpackRecord(packed.slice(0, length))).toThrow();
    expect(() => unpackRecord(Uint8Array.of(...packed, 0))).toThrow('left over');
  });

  it('changes texts and nothing else', () => {
    const value = { a: 'old', list: ['old', 'other', 1], ids: Uint8Array.of(1) };
    const changed = mapTexts(value, (text) => (text === 'old' ? 'new' : text));
    expect(changed).toEqual({ a: 'new', list: ['new', 'other', 1], ids: Uint8Array.of(1) });
  });
});
