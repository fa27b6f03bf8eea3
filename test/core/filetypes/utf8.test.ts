import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutTailLength, decodeUtf8, findUtf8Fault, utf8Length } from '../../../src/core/filetypes/utf8.ts';

const encoder = new TextEncoder();
const bytesArbitrary = fc.oneof(
  fc.uint8Array({ maxLength: 12 }),
  // Mostly bytes that nearly make characters.
  fc
    .array(fc.constantFrom(0x41, 0x80, 0xbf, 0xc1, 0xc3, 0xe0, 0x9f, 0xa0, 0xed, 0xef, 0xf0, 0x90, 0xf4, 0x8f, 0xf5))
    .map((list) => Uint8Array.from(list)),
);

describe('findUtf8Fault', () => {
  it('finds a fault where, and only where, the platform refuses', () => {
    fc.assert(
      fc.property(bytesArbitrary, (bytes) => {
        const fault = findUtf8Fault(bytes);
        expect(fault === null).toBe(decodeUtf8(bytes) !== null);
        if (fault === null) return;
        expect(decodeUtf8(bytes.subarray(0, fault.at))).not.toBeNull();
        expect(fault.byte).toBe(bytes[fault.at]);
        expect(fault.column).toBe(Array.from(decodeUtf8(bytes.subarray(0, fault.at))!).length + 1);
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('cutTailLength', () => {
  it('is what has to be left out of a text that was cut anywhere', () => {
    const bytes = encoder.encode('aé狐🦊\u{10ffff}\u0800z');
    for (let cut = 0; cut <= bytes.length; cut++) {
      const head = bytes.subarray(0, cut);
      const tail = cutTailLength(head);
      expect(tail).toBeLessThan(4);
      expect(decodeUtf8(head.subarray(0, cut - tail))).not.toBeNull();
      expect(decodeUtf8(head) === null).toBe(tail > 0);
    }
  });

  it('is 0 where the end is no beginning of a character', () => {
    expect(cutTailLength(Uint8Array.of(0x41, 0x80, 0x80))).toBe(0);
    expect(cutTailLength(Uint8Array.of(0xff))).toBe(0);
    expect(cutTailLength(new Uint8Array(0))).toBe(0);
  });
});

describe('utf8Length', () => {
  it('is the length that the encoder makes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(utf8Length(text)).toBe(encoder.encode(text).length);
      }),
    );
  });
});
