import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparisonForm } from '../../../src/core/text/comparison-form.ts';
import { looksLikeCode } from '../../../src/core/text/looks-like-code.ts';
import { normalise, type Normalisation } from '../../../src/core/text/normalise.ts';

const ALL: Normalisation = { letterCase: true, whiteSpace: true, compatibility: true, punctuation: true };
const form = (text: string): string => comparisonForm(text, ALL);

const switches = fc.record({
  letterCase: fc.boolean(),
  whiteSpace: fc.boolean(),
  compatibility: fc.boolean(),
  punctuation: fc.boolean(),
});

describe('comparisonForm', () => {
  it('is its own form, whatever is switched on', () => {
    const known = [
      ...Array.from('0123.,-–−%‰!?"\'()[]{};:=<>+*/`_#\n\t aAbB'),
      'é',
      'e\u0301',
      '\u0301',
      'ς',
      'Σ',
      '½',
      '٣',
      '１',
      '．',
      '｀',
      '😀',
    ];
    const unit = fc.oneof(
      fc.constantFrom(...known, '```', '𝟙', '\u{f0000}'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 12 }), switches, (text, by) => {
        const once = comparisonForm(text, by);
        expect(comparisonForm(once, by)).toBe(once);
      }),
      { numRuns: 20_000 },
    );
  });

  it.each([
    ['2.5', '25'],
    ['-1', '1'],
    ['−1', '1'],
    ['–1', '1'],
    ['.5', '5'],
    ['-.5', '.5'],
    ['1,5', '15'],
    ['5%', '5'],
    ['10:30', '1030'],
    ['1/2', '12'],
    ['2*3', '23'],
    ['2**3', '2*3'],
    ['It is -1 here.', 'It is 1 here.'],
    ['x-1', 'x1'],
    ['(-1)', '(1)'],
    ['٣٫٥', '٣٥'],
  ])('keeps %s and %s apart', (one, other) => {
    expect(form(one)).not.toBe(form(other));
  });

  it('keeps decimals apart as numbers are', () => {
    const decimal = fc
      .tuple(fc.integer({ min: -999, max: 999 }), fc.nat(999))
      .map(([whole, part]) => `${whole}.${part}`);
    fc.assert(
      fc.property(decimal, decimal, (one, other) => {
        expect(form(`It is ${one}.`) === form(`it is ${other}`)).toBe(one === other);
      }),
    );
  });

  it.each([
    ['25.', '25'],
    ['“25”', '25'],
    ['Say (5)!', 'say 5'],
    ['1. Opal', '1 opal'],
    ['What is it?', ' what  IS it'],
    ['Opals, agates.', 'opals agates'],
    ['well-known', 'wellknown'],
  ])('still takes %s and %s for the same', (one, other) => {
    expect(form(one)).toBe(form(other));
  });

  it('differs from plain normalising only where a text has digits or code', () => {
    const words = fc.array(fc.constantFrom('opal', 'Opal', 'is', 'Straße', '!', '?', '…', ',', '“', ' ', '\n', 'é'), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(words, switches, (parts, by) => {
        expect(comparisonForm(parts.join(''), by)).toBe(normalise(parts.join(''), by));
      }),
    );
  });

  it.each([
    ['a[i] = b;', 'a i = b'],
    ['print(x)', 'print(X)'],
    ['def f(x):\n    return x', 'def f(x):\n  return x'],
    ['Use `a.b` here', 'Use `ab` here'],
    ['Use `A` here', 'Use `a` here'],
    ['So:\n```\nx.y\n```', 'So:\n```\nxy\n```'],
    ['SELECT * FROM gems WHERE id = 1;', 'SELECT FROM gems WHERE id = 1'],
    ['<p class="a">Hi</p>', 'p class=a Hi /p'],
  ])('takes code as it is: %j is not %j', (one, other) => {
    expect(form(one)).not.toBe(form(other));
  });

  it('normalises the words around code', () => {
    expect(form('Use `a.B`, PLEASE!')).toBe('use `a.B` please');
    expect(form('  x = 1;\n')).toBe('x = 1;');
  });
});

describe('looksLikeCode', () => {
  it.each([
    'Name a blue gem (not a sapphire).',
    'Choose item(s) from the list; then go on.',
    'It costs 5 < 6 [1].',
    'Dear Ada,\nthe opal (the blue one) is here; the agate is not.\nYours, Bo',
    'If you go for it, take this: a hat, a coat.',
    'for me',
  ])('%j is prose', (text) => {
    expect(looksLikeCode(text)).toBe(false);
  });

  it.each([
    'print("Hello")',
    'for (let i = 0; i < n; i++) {\n  total += i;\n}',
    'def area(r):\n    return 3.14 * r ** 2',
    'import numpy as np\nx = np.zeros(3)',
    'SELECT name FROM gems WHERE (carat > 2);',
    '#include <stdio.h>\nint main() {\n  return 0;\n}',
    '<ul>\n<li>Opal</li>\n</ul>',
  ])('%j is code', (text) => {
    expect(looksLikeCode(text)).toBe(true);
  });
});
