import * as fc from 'fast-check';

/** Pieces of strings as rows spell them: white space of every kind, escapes, other scripts, halves of characters. */
const piece = fc.constantFrom(
  ...[
    'a',
    'word ',
    'Two words',
    ' ',
    '  ',
    '.',
    '--',
    'é',
    'слово ',
    '語',
    '。',
    '🙂',
    'Wi-Fi',
    '7',
    'fi',
    'ﬁ',
    'K',
    'ह',
  ],
  ...['\u0085', '\u00a0', '\u1680', '\u2003', '\u2028', '\u202f', '\u205f', '\u3000', '\u200b', '\ufeff', '\u2019'],
  ...[
    '\\n',
    '\\t',
    '\\u0020',
    '\\u001f',
    '\\u0085',
    '\\u3000',
    '\\\\',
    '\\"',
    '\\/',
    '\\u0061',
    '\\u00e9',
    '\\ud83d\\ude42',
  ],
  ...['\\ud83d', '\\ude42', '\\u8a9e', '\\u0000', '\x7f'],
);

/** White space at an end of a string, raw and escaped. */
const ends = fc
  .array(fc.constantFrom(' ', '\u0085', '\u3000', '\\n', '\\r', '\\f', '\\t', '\\u0020', '\\u000B', '\\u2028'), {
    maxLength: 3,
  })
  .map((spaces) => spaces.join(''));

/** The inside of a JSON string, often short, at times far longer than a block of the hash. */
const spelledText = fc.oneof(
  fc
    .tuple(ends, fc.constantFrom('', 'a', 'é n', '\\\\n', '\\"', 'a\\n\\nb', '\\/', '\\\\'), ends)
    .map((parts) => parts.join('')),
  fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('')),
  fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
);

const string = spelledText.map((text) => `"${text}"`);
const scalar = fc.oneof(
  { weight: 6, arbitrary: string },
  fc.constantFrom('null', 'true', 'false', '0', '-0', '1', '1.0', '1e2', '12345678901234567890'),
);
const value = fc.oneof(
  { weight: 8, arbitrary: scalar },
  fc.array(scalar, { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
  fc.tuple(string, scalar).map(([key, inner]) => `{${key}:${inner} }`),
  fc.constantFrom('[{"role":"user","content":" a "},{"role":"assistant","content":"b "}]'),
);
const space = fc.constantFrom('', '', '', ' ', '\t');

/** A row: members of these names and others, in any order, doubled ones too, with white space; or no object at all. */
export function messyRow(names: readonly string[]): fc.Arbitrary<string> {
  const spelled = fc
    .constantFrom(...names, ...names, ...names, 'x', '', '2', '__proto__', 'ключ')
    .map((name) => `"${name}"`);
  const key = fc.oneof(
    { weight: 9, arbitrary: spelled },
    fc.constantFrom('"\\u0069nput"', '"outpu\\u0074"', '"\\ud800"'),
  );
  const member = fc.tuple(space, key, space, space, value, space).map((parts) => {
    const [before, name, gap, pad, inner, after] = parts;
    return `${before}${name}${gap}:${pad}${inner}${after}`;
  });
  const object = fc.array(member, { maxLength: 6 }).map((members) => `{${members.join(',')}}`);
  return fc.oneof({ weight: 20, arbitrary: object }, value);
}
