import * as fc from 'fast-check';

/** A JSON text that knows its parts, so that a test can say what it should become without any scanner. */
export type Spelled =
  | { readonly kind: 'scalar'; readonly text: string }
  | { readonly kind: 'array'; readonly blank: string; readonly items: readonly SpelledItem[] }
  | { readonly kind: 'object'; readonly blank: string; readonly items: readonly SpelledMember[] };

export interface SpelledItem {
  readonly before: string;
  readonly value: Spelled;
  readonly after: string;
}

export interface SpelledMember extends SpelledItem {
  readonly key: string;
  readonly name: string;
  readonly colon: string;
}

/** The text, with other texts in place of some values. */
export function spell(node: Spelled, instead: ReadonlyMap<Spelled, string> = new Map()): string {
  const other = instead.get(node);
  if (other !== undefined) return other;
  if (node.kind === 'scalar') return node.text;
  const items = node.items.map((item) => {
    const name = 'name' in item ? item.name + item.colon : '';
    return item.before + name + spell(item.value, instead) + item.after;
  });
  const inside = items.length === 0 ? node.blank : items.join(',');
  return node.kind === 'array' ? `[${inside}]` : `{${inside}}`;
}

/** Every place that JSON.parse can see: of equal keys the last. */
export function places(node: Spelled, path: readonly (string | number)[] = []): Place[] {
  const here: Place[] = [{ path, node }];
  if (node.kind === 'array') node.items.forEach((item, index) => here.push(...places(item.value, [...path, index])));
  if (node.kind === 'object') {
    const seen = new Map(node.items.map((item) => [item.key, item.value]));
    for (const [key, value] of seen) here.push(...places(value, [...path, key]));
  }
  return here;
}

export interface Place {
  readonly path: readonly (string | number)[];
  readonly node: Spelled;
}

const space = fc.string({ unit: fc.constantFrom(' ', '\t'), maxLength: 2 });

const numberText = fc.oneof(
  fc.constantFrom('0', '-0', '1.0', '1', '1e2', '100', '12345678901234567890', '-0.10', '1E+400', '5e-324'),
  fc.integer().map(String),
);

/** A text's quoted spelling: each unit plain or escaped; what can't stand plain in UTF-8 JSON always escaped. */
function spellString(text: string, escapes: readonly boolean[]): string {
  const units = Array.from(text, (character, index) => {
    const plain = /^[^"\\\p{Cc}\p{Cs}]$/u.test(character) || character === '\x7f';
    if (plain && escapes[index % escapes.length] !== true) return character;
    if (escapes.length % 2 === 0 && '"\\/\n\t'.includes(character)) return JSON.stringify(character).slice(1, -1);
    return Array.from({ length: character.length }, (_, i) => {
      const hex = character.charCodeAt(i).toString(16).padStart(4, '0');
      return `\\u${escapes.length % 3 === 0 ? hex.toUpperCase() : hex}`;
    }).join('');
  });
  return `"${units.join('')}"`;
}

const unit = fc.oneof(
  fc.constantFrom(
    'a',
    'B',
    ' ',
    '"',
    '\\',
    '/',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '\n',
    '\t',
    '\0',
    'é',
    '語',
    '\u2028',
    '😀',
  ),
  fc.constantFrom('\ud800', '\udfff'),
);
export const anyText = fc.string({ unit, maxLength: 12 });
const escapes = fc.array(fc.boolean(), { minLength: 1, maxLength: 4 });
const stringText = fc.tuple(anyText, escapes).map(([text, flags]) => spellString(text, flags));

const keyName = fc.constantFrom(
  'a',
  'b',
  'input',
  '',
  '__proto__',
  'constructor',
  '2',
  '10',
  'q"\\',
  'ключ',
  '\u2028',
  '\ud800',
);
const scalar = fc
  .oneof(numberText, stringText, fc.constantFrom('null', 'true', 'false'))
  .map((text): Spelled => ({ kind: 'scalar', text }));

const { node, object } = fc.letrec<{ node: Spelled; array: Spelled; object: Spelled }>((tie) => ({
  node: fc.oneof({ maxDepth: 4, depthSize: 'small', withCrossShrink: true }, scalar, tie('object'), tie('array')),
  array: fc
    .tuple(space, fc.array(fc.record({ before: space, value: tie('node'), after: space }), { maxLength: 4 }))
    .map(([blank, items]): Spelled => ({ kind: 'array', blank, items })),
  object: fc.tuple(space, fc.array(member(tie('node')), { maxLength: 6 })).map(([blank, items]): Spelled => {
    return { kind: 'object', blank, items };
  }),
}));

function member(value: fc.Arbitrary<Spelled>): fc.Arbitrary<SpelledMember> {
  return fc
    .tuple(keyName, escapes, space, space, space, space, value)
    .map(([key, flags, before, gap, pad, after, inner]) => {
      return { before, key, name: spellString(key, flags), colon: `${gap}:${pad}`, value: inner, after };
    });
}

/** Any JSON value in any spelling: odd white space, escapes, duplicate keys, numbers that no double can hold. */
export const spelledValue = node;
export const spelledObject = object;

/** The same value in another spelling: keys in another order, other escapes and white space, shadowed duplicates. */
export function respelled(row: Spelled): fc.Arbitrary<Spelled> {
  return fc.infiniteStream(fc.nat()).map((stream) => {
    const next = (): number => Number(stream.next().value);
    return respell(row, next);
  });
}

function respell(row: Spelled, next: () => number): Spelled {
  const blank = ' '.repeat(next() % 3);
  if (row.kind === 'array') {
    return {
      kind: 'array',
      blank,
      items: row.items.map((item) => ({ before: blank, value: respell(item.value, next), after: '' })),
    };
  }
  if (row.kind === 'object') {
    const last = [...new Map(row.items.map((item) => [item.key, item])).values()];
    const members = last.map((item): SpelledMember => {
      const flags = [next() % 2 === 0, next() % 2 === 0, false];
      return {
        before: blank,
        key: item.key,
        name: spellString(item.key, flags),
        colon: ': ',
        value: respell(item.value, next),
        after: '',
      };
    });
    const shadowed = members.map((item): SpelledMember => ({ ...item, value: { kind: 'scalar', text: '7' } }));
    const order = members.map((item) => ({ item, rank: next() })).sort((a, b) => a.rank - b.rank);
    return { kind: 'object', blank, items: [...(next() % 2 === 0 ? shadowed : []), ...order.map(({ item }) => item)] };
  }
  if (!row.text.startsWith('"')) return row;
  return { kind: 'scalar', text: spellString(JSON.parse(row.text) as string, [next() % 2 === 0, next() % 2 === 0]) };
}
