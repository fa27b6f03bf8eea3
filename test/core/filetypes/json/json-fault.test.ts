import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findJsonFault } from '../../../../src/core/filetypes/json/json-fault.ts';

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Texts that are JSON but for a few places. */
const nearJson = fc
  .tuple(
    fc.json({ maxDepth: 3 }),
    fc.array(
      fc.tuple(
        fc.nat(60),
        fc.constantFrom('"', ',', ':', '}', ']', '{', '\\', '0', '-', 'e', '.', ' ', 'u', '\u0001', 'x', ''),
      ),
    ),
  )
  .map(([json, changes]) =>
    changes.reduce((text, [at, character]) => text.slice(0, at) + character + text.slice(at + 1), json),
  );

describe('findJsonFault', () => {
  it('refuses what JSON.parse refuses, and nothing else', () => {
    fc.assert(
      fc.property(nearJson, (text) => {
        expect(findJsonFault(text) === null).toBe(parses(text));
      }),
      { numRuns: 5_000 },
    );
  });

  it('calls every beginning of a JSON text cut, and names the place of a wrong character', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 3 }), fc.nat(), (json, cut) => {
        const head = json.slice(0, cut % (json.length + 1));
        expect(findJsonFault(head)?.cut ?? true).toBe(true);
        const wrong = findJsonFault(`${json}#`);
        expect(wrong).toMatchObject({ at: json.length, cut: false });
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['', 0, 'it ends too early'],
    ['{"a":1,}', 7, 'unexpected character }'],
    ["{'a':1}", 1, "unexpected character '"],
    ['[1 2]', 3, 'unexpected character 2'],
    ['{"a" 1}', 5, 'unexpected character 1'],
    ['[NaN]', 1, 'unexpected word NaN'],
    ['[01]', 2, 'unexpected character 1'],
    ['["a\tb"]', 3, 'unexpected character U+0009'],
    ['["\\x"]', 2, 'unknown escape'],
    ['{"a":"b', 5, 'text without closing quote'],
    ['\u00a0[]', 0, 'unexpected character U+00A0'],
    ['[1.]', 2, 'unexpected character .'],
    ['[-]', 1, 'unexpected character -'],
  ])('says what is wrong with %s', (text, at, what) => {
    expect(findJsonFault(text)).toMatchObject({ at, what });
  });

  it('walks through a million brackets', () => {
    expect(findJsonFault('['.repeat(1_000_000))).toMatchObject({ at: 1_000_000, cut: true });
    expect(findJsonFault('['.repeat(500_000) + ']'.repeat(500_000))).toBeNull();
  });
});
