import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FlatTextFinder } from '../../../src/core/example/flat-texts.ts';
import type { Format } from '../../../src/core/formats/format.ts';
import { formats } from '../../../src/core/formats/index.ts';
import type { Json } from '../../../src/core/json.ts';
import { Row } from '../../../src/core/row/row.ts';

const encoder = new TextEncoder();

function viewOf(text: string): Row {
  const bytes = encoder.encode(`x${text}\n`);
  return Row.view(bytes, 1, bytes.length - 1);
}

/** Every name of a member in the samples of all formats. */
const names = [
  ...new Set(
    formats.flatMap(({ samples }) =>
      samples.flatMap((sample) => Object.keys(typeof sample === 'object' ? (sample ?? {}) : {})),
    ),
  ),
];

const text = fc.constantFrom('', ' ', 'x', 'A', '#### 7', 'Human: a Assistant: b', '\\n', '\\u00e9', '\\ud800', '7');
const source = fc.oneof(
  { weight: 4, arbitrary: text.map((inner) => `"${inner}"`) },
  fc.constantFrom('null', 'true', 'false', '0', '7', '1.0', '-1e3', '1e20', '12345678901234567890'),
);

/** Flat rows around a format's own: members of its samples in any order, some of another kind, some of other formats. */
function flatRow(format: Format): fc.Arbitrary<string> {
  const own = [
    ...new Set(format.samples.flatMap((sample) => Object.keys(typeof sample === 'object' ? (sample ?? {}) : {}))),
  ];
  const name = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...own, 'x') },
    fc.constantFrom(...names, '2', '10', '__proto__'),
  );
  return fc.array(fc.tuple(name, source), { maxLength: 8 }).map((members) => {
    return `{${members.map(([key, value]) => `${JSON.stringify(key)}: ${value}`).join(', ')}}`;
  });
}

interface FoundText {
  readonly column: string;
  readonly role: string;
  readonly text: string;
}

function byParsing(format: Format, row: string): FoundText[] {
  // The rows are made above.
  return format.fields(JSON.parse(row) as Json).map(({ path, role, text: found }) => {
    expect(path).toHaveLength(1);
    return { column: String(path[0]), role, text: found };
  });
}

function isString(row: string, column: string): boolean {
  // As above.
  return typeof (JSON.parse(row) as Record<string, Json>)[column] === 'string';
}

/** By role, as `fields` has no other order that anything depends on. */
function byBytes(finder: FlatTextFinder, row: string): FoundText[] | null {
  const { members } = viewOf(row);
  const found = members && finder.find(members);
  if (!found) return null;
  return [...found.roles].flatMap((role) =>
    found.of(role).map((member) => {
      return { column: members.shape.names[member] ?? '', role, text: members.stringOf(member) };
    }),
  );
}

function byRole(texts: readonly FoundText[]): Record<string, FoundText[]> {
  const roles: Record<string, FoundText[]> = {};
  for (const each of texts) (roles[each.role] ??= []).push(each);
  return roles;
}

describe.each(formats.filter(({ flat }) => flat).map((format) => ({ name: format.title, format })))(
  '$name',
  ({ format }) => {
    it('finds in the bytes of flat rows the texts that it finds in parsed ones', () => {
      const finder = new FlatTextFinder(format);
      let found = 0;
      fc.assert(
        fc.property(flatRow(format), (row) => {
          const texts = byBytes(finder, row);
          const expected = byParsing(format, row);
          // Numbers and switches are texts as they are parsed, not as they are spelled.
          // By a number that parsing may round, only the parsed row can tell of what shape it is.
          if (texts === null && /: -?\d*(e|\d{16})/.test(row)) return;
          if (texts === null) expect(expected.every(({ column }) => isString(row, column))).toBe(expected.length === 0);
          else expect(byRole(texts)).toEqual(byRole(expected));
          found += texts?.length ?? 0;
        }),
        { numRuns: 500 },
      );
      expect(found).toBeGreaterThan(0);
    });
  },
);
