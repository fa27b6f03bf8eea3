import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonBytes } from '../../../../src/core/filetypes/json/json-bytes.ts';
import { MAX_DEPTH } from '../../../../src/core/filetypes/settings.ts';
import { topLevelKeys } from '../../../../src/core/row/keys.ts';
import { changed, noise, NOT_UTF8, readSlowly, valid, withWrongByte } from '../../row/broken-json.ts';

const encoder = new TextEncoder();
const json = new JsonBytes();

/** Checks bytes among others, which must not be looked at, and holds the answer against the platform's. */
function agree(bytes: Uint8Array): boolean {
  const around = new Uint8Array(bytes.length + 8).fill(0x22);
  around.set(bytes, 3);
  const text = readSlowly(bytes);
  expect({ bytes, is: json.check(around, 3, 3 + bytes.length) }).toEqual({ bytes, is: text !== null });
  if (text !== null) expect([...(json.shape?.index.keys() ?? ['value'])]).toEqual(topLevelKeys(text));
  return text !== null;
}

describe('JsonBytes', () => {
  it.each([
    ...['0', '-0', '1e5', '1E+5', '1.5e-3', '12345678901234567890', 'true', 'null', '""', '[]', '{}', ' {"a" : 1 } '],
    ...['"\\ud800"', '"\x7f\u2028"', '{"a":1,"a":2}', '[[],{}]', '{"":{"":[]}}', '"\\u00e9\\/"', '{"2":1,"1":2}'],
  ])('takes %s', (text) => {
    expect(agree(encoder.encode(text))).toBe(true);
  });

  it.each([
    ...['', ' ', '01', '-', '-01', '1.', '.5', '1e', '1e+', '+1', '1 2', 'tru', 'truex', 'nul', 'NaN', '\u00a01'],
    ...['"a', '"a"b', '"\\x"', '"\\u12"', '"\\u12g4"', '"abc\\', '"\t"', '"\n"', '\ufeff1', "'a'"],
    ...['[', '[1,]', '[,1]', '[1 2]', '[}', '{', '{]', '{"a"}', '{"a":}', '{"a":1,}', '{"a":1}}', '{1:2}', '{"a":1]'],
  ])('refuses %j', (text) => {
    expect(agree(encoder.encode(text))).toBe(false);
  });

  it.each(NOT_UTF8)('refuses %s in a string', (_, bytes) => {
    expect(agree(Uint8Array.of(0x22, ...bytes, 0x22))).toBe(false);
    expect(agree(Uint8Array.of(0x22, 0x61, 0x61, 0x61, ...bytes, 0x22))).toBe(false);
  });

  it('goes as deep as rows may and no deeper', () => {
    const nested = (depth: number): Uint8Array => encoder.encode('['.repeat(depth) + ']'.repeat(depth));
    expect(agree(nested(MAX_DEPTH))).toBe(true);
    const deeper = nested(MAX_DEPTH + 1);
    expect(json.check(deeper, 0, deeper.length)).toBe(false);
  });

  it('agrees with TextDecoder and JSON.parse on any spelling', () => {
    fc.assert(
      fc.property(valid, (text) => agree(encoder.encode(text))),
      { numRuns: 300 },
    );
  });

  it('agrees with them on JSON in which something was replaced, cut off or put in', () => {
    let taken = 0;
    const property = fc.property(changed, (text) => {
      if (agree(encoder.encode(text))) taken++;
    });
    fc.assert(property, { numRuns: 1_500 });
    expect(taken).toBeGreaterThan(0);
  });

  it('agrees with them on JSON with a wrong byte', () => {
    const property = fc.property(withWrongByte, (bytes) => void agree(bytes));
    fc.assert(property, { numRuns: 1_500 });
  });

  it('agrees with them on noise', () => {
    const texts = fc.array(noise, { maxLength: 10 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, (text) => void agree(encoder.encode(text))),
      { numRuns: 1_500 },
    );
  });

  it('knows the keys of each object, whatever the one before had', () => {
    const shapes = [
      '{"a":1,"b":2}',
      '{"a":1}',
      '{"a":1,"b":2,"c":3}',
      '{"b":1,"a":2}',
      '[1]',
      '{}',
      '{"a":1,"b":{"c":1}}',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...shapes)), (texts) => texts.every((text) => agree(encoder.encode(text)))),
    );
  });

  it('finds the end of each line that is one value, and of no other', () => {
    const broken = fc.array(noise, { maxLength: 6 }).map((parts) => parts.join(''));
    const line = fc.oneof(
      valid,
      broken,
      valid.map((text) => `\t${text} \r`),
    );
    const property = fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (texts) => {
      const bytes = encoder.encode(texts.join('\n'));
      for (let start = 0; start <= bytes.length;) {
        const lineFeed = bytes.indexOf(0x0a, start);
        const end = lineFeed < 0 ? bytes.length : lineFeed;
        const isValue = readSlowly(bytes.subarray(start, end)) !== null;
        expect(json.endOfLine(bytes, start, bytes.length)).toBe(isValue ? end : -1);
        start = end + 1;
      }
    });
    fc.assert(property, { numRuns: 1_500 });
  });
});
