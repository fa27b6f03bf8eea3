/** JSON that is known as text already: a number with more digits than a double holds, or JSON within a cell. */
export class JsonText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** What had to be changed, because JSON has no way to say it. */
export interface Changed {
  /** NaN and the infinities, which became null. */
  notNumbers: number;
  /** Bytes that are no UTF-8, which became Base64. */
  binary: number;
}

/** Spells a decoded value as JSON, without loss of digits. Members without a value are null, as in the file. */
export function spellJson(value: unknown, changed: Changed): string {
  if (value === null || value === undefined) return 'null';
  if (value instanceof JsonText) return value.text;
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return Object.is(value, -0) ? '-0' : JSON.stringify(value);
    changed.notNumbers++;
    return 'null';
  }
  if (value instanceof Uint8Array) return JSON.stringify(textOf(value, changed));
  if (Array.isArray(value)) return `[${value.map((each) => spellJson(each, changed)).join(',')}]`;
  if (ArrayBuffer.isView(value)) {
    // The cast: views that are no Uint8Array are lists of numbers here.
    return spellJson(Array.from(value as unknown as ArrayLike<number>), changed);
  }
  if (typeof value === 'object') {
    const members = Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}:${spellJson(each, changed)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}

function textOf(bytes: Uint8Array, changed: Changed): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    changed.binary++;
    return toBase64(bytes);
  }
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const word = (a << 16) | (b << 8) | c;
    for (const shift of [18, 12, 6, 0]) text += LETTERS.charAt((word >> shift) & 63);
  }
  const missing = (3 - (bytes.length % 3)) % 3;
  return text.slice(0, text.length - missing) + '='.repeat(missing);
}
