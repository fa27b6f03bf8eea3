const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The keys of rows that spell the same keys in the same order: what follows from them is found out once for all. */
export interface KeyShape {
  /** The quoted keys as the row spells them, in its order. */
  readonly spelled: readonly Uint8Array[];
  /** The same decoded. */
  readonly names: readonly string[];
  /** The members that count, the last of equal keys, in order of the UTF-16 units of their names. */
  readonly sorted: readonly number[];
  /** The member that counts under a name. */
  readonly index: ReadonlyMap<string, number>;
}

/** Shapes with more keys than this in all are forgotten: keys that are data would fill the memory. */
const MAX_KEYS = 100_000;

const known = new Map<string, KeyShape>();
let knownKeys = 0;

/** The shape of keys that are at these places of `bytes`, quotes included. */
export function shapeOf(bytes: Uint8Array, starts: Uint32Array, ends: Uint32Array, count: number): KeyShape {
  const spelled: Uint8Array[] = [];
  for (let i = 0; i < count; i++) spelled.push(bytes.subarray(starts[i], ends[i]));
  const texts = spelled.map((key) => decoder.decode(key));
  // A key holds no raw line feed.
  const id = texts.join('\n');
  let shape = known.get(id);
  if (!shape) {
    shape = makeShape(spelled, texts);
    if (knownKeys + count > MAX_KEYS) {
      known.clear();
      knownKeys = 0;
    }
    known.set(id, shape);
    knownKeys += count + 1;
  }
  return shape;
}

function makeShape(spelled: readonly Uint8Array[], texts: readonly string[]): KeyShape {
  // A quoted key can parse to nothing but a string.
  const names = texts.map((text) => JSON.parse(text) as string);
  const index = new Map(names.map((name, at) => [name, at]));
  const sorted = [...index.keys()].sort().map((name) => index.get(name) ?? 0);
  // Copies: a shape outlives the block that it was seen in.
  return { spelled: spelled.map((key) => key.slice()), names, sorted, index };
}
