/** What a record of the store may hold: JSON's values, undefined, and arrays of numbers. */
export type Packable =
  | null
  | undefined
  | boolean
  | number
  | string
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | readonly Packable[]
  | { readonly [key: string]: Packable };

/** How many bytes the length of the JSON part takes. */
const LENGTH_BYTES = 4;
/** Stands in the JSON for the array of numbers at this place among them. No name that people give begins so. */
const ARRAY_KEY = '\u0000array';
const KINDS = { Uint8Array, Uint16Array, Uint32Array };

type NumberArray = Uint8Array | Uint16Array | Uint32Array;

/**
 * A record as bytes: the length of its JSON (32 bits, little-endian), the JSON in UTF-8, then its arrays of numbers one
 * after another, little-endian as on every machine that browsers run on.
 */
export function packRecord(record: Packable): Uint8Array {
  const arrays: NumberArray[] = [];
  const json = new TextEncoder().encode(JSON.stringify(withoutArrays(record, arrays)));
  const size = arrays.reduce((sum, array) => sum + array.byteLength, LENGTH_BYTES + json.length);
  const packed = new Uint8Array(size);
  new DataView(packed.buffer).setUint32(0, json.length, true);
  packed.set(json, LENGTH_BYTES);
  let at = LENGTH_BYTES + json.length;
  for (const array of arrays) {
    packed.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += array.byteLength;
  }
  return packed;
}

/** The record again. Throws where the bytes are none that `packRecord` made. */
export function unpackRecord(packed: Uint8Array): Packable {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const end = LENGTH_BYTES + view.getUint32(0, true);
  const json = new TextDecoder('utf-8', { fatal: true }).decode(packed.subarray(LENGTH_BYTES, end));
  const state = { packed, at: end };
  // JSON.parse gives nothing else.
  const record = withArrays(JSON.parse(json) as Packable, state);
  if (state.at !== packed.length) throw new Error(`${packed.length - state.at} bytes are left over`);
  return record;
}

function withoutArrays(value: Packable, arrays: NumberArray[]): Packable {
  if (isArrayOfNumbers(value)) {
    arrays.push(value);
    return { [ARRAY_KEY]: value.constructor.name, length: value.length };
  }
  if (isList(value)) return value.map((item) => withoutArrays(item, arrays));
  return isMap(value) ? mapMembers(value, (member) => withoutArrays(member, arrays)) : value;
}

function withArrays(value: Packable, state: { readonly packed: Uint8Array; at: number }): Packable {
  if (isList(value)) return value.map((item) => withArrays(item, state));
  if (!isMap(value)) return value;
  const kind = value[ARRAY_KEY];
  if (kind === undefined) return mapMembers(value, (member) => withArrays(member, state));
  const { length } = value;
  if (typeof kind !== 'string' || !Object.hasOwn(KINDS, kind) || typeof length !== 'number') {
    throw new Error(`${JSON.stringify(kind)} is no kind of array`);
  }
  // The cast: asked above.
  const Kind = KINDS[kind as keyof typeof KINDS];
  const end = state.at + length * Kind.BYTES_PER_ELEMENT;
  if (end > state.packed.length) throw new Error('an array is cut off');
  // A copy: the numbers need not be at a multiple of their size.
  const bytes = state.packed.slice(state.at, end);
  state.at = end;
  return new Kind(bytes.buffer);
}

/** The record with every text of its own changed, such as an id; arrays of numbers stay. */
export function mapTexts(value: Packable, change: (text: string) => string): Packable {
  if (typeof value === 'string') return change(value);
  if (isArrayOfNumbers(value)) return value;
  if (isList(value)) return value.map((item) => mapTexts(item, change));
  return isMap(value) ? mapMembers(value, (member) => mapTexts(member, change)) : value;
}

function mapMembers(value: { readonly [key: string]: Packable }, change: (member: Packable) => Packable): Packable {
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, change(member)]));
}

function isArrayOfNumbers(value: Packable): value is NumberArray {
  return ArrayBuffer.isView(value);
}

function isList(value: Packable): value is readonly Packable[] {
  return Array.isArray(value);
}

function isMap(value: Packable): value is { readonly [key: string]: Packable } {
  return typeof value === 'object' && value !== null && !isList(value) && !isArrayOfNumbers(value);
}
