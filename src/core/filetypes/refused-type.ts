import { decodeUtf8 } from './utf8.ts';

/** A kind of file that no reader here knows, and what its owner can do. */
export interface RefusedType {
  /** "a PDF document". */
  readonly what: string;
  /** One sentence. */
  readonly next: string;
}

/** A file of a known type that can't be read here: what it is, and what to do. */
export class RefusedFileError extends Error implements RefusedType {
  override name = 'RefusedFileError';
  readonly what: string;
  readonly next: string;
  constructor(what: string, next: string) {
    super(`${what}: ${next}`);
    this.what = what;
    this.next = next;
  }
}

interface KnownType extends RefusedType {
  /** Bytes that the file begins with, each as two hexadecimal digits; `..` stands for any. */
  readonly magic: string;
}

const UNPACK = 'Unpack it, then import what is in it.';
const NO_DATA = 'Import the file that holds the texts: a CSV, JSON, JSONL, Excel or Parquet file.';

/** By their first bytes, which no file's name changes. Source: each format's own description of its signature. */
const KNOWN: readonly KnownType[] = [
  { magic: '28b52ffd', what: 'compressed with zstd', next: UNPACK },
  { magic: '425a68', what: 'compressed with bzip2', next: UNPACK },
  { magic: 'fd377a585a00', what: 'compressed with xz', next: UNPACK },
  { magic: '04224d18', what: 'compressed with LZ4', next: UNPACK },
  { magic: '504b0304', what: 'a ZIP archive, or a document that is one', next: UNPACK },
  { magic: '504b0506', what: 'an empty ZIP archive', next: NO_DATA },
  { magic: '377abcaf271c', what: 'a 7-Zip archive', next: UNPACK },
  { magic: '526172211a07', what: 'a RAR archive', next: UNPACK },
  {
    magic: 'd0cf11e0a1b11ae1',
    what: 'an old Office file, or one with a password',
    next: 'If it is an Excel workbook, save it as .xlsx without a password, or as CSV, then import that.',
  },
  { magic: '25504446', what: 'a PDF document', next: NO_DATA },
  {
    magic: '53514c69746520666f726d6174',
    what: 'an SQLite database',
    next: 'Export a table of it as CSV, then import that.',
  },
  { magic: '4152524f5731', what: 'an Arrow or Feather file', next: 'Save it as Parquet or CSV, then import that.' },
  { magic: '4f626a01', what: 'an Avro file', next: 'Save it as JSON Lines or Parquet, then import that.' },
  { magic: '4f5243', what: 'an ORC file', next: 'Save it as Parquet or CSV, then import that.' },
  { magic: '894844460d0a1a0a', what: 'an HDF5 file', next: 'Save its table as CSV or Parquet, then import that.' },
  { magic: '934e554d5059', what: 'a NumPy array', next: 'Save its rows as CSV or JSON Lines, then import that.' },
  { magic: '8002', what: 'a Python pickle', next: 'Save its rows as JSON Lines, then import that.' },
  { magic: '8003', what: 'a Python pickle', next: 'Save its rows as JSON Lines, then import that.' },
  { magic: '8004', what: 'a Python pickle', next: 'Save its rows as JSON Lines, then import that.' },
  { magic: '8005', what: 'a Python pickle', next: 'Save its rows as JSON Lines, then import that.' },
  { magic: '89504e470d0a1a0a', what: 'a PNG picture', next: NO_DATA },
  { magic: 'ffd8ff', what: 'a JPEG picture', next: NO_DATA },
  { magic: '474946383761', what: 'a GIF picture', next: NO_DATA },
  { magic: '474946383961', what: 'a GIF picture', next: NO_DATA },
  { magic: '52494646........57454250', what: 'a WebP picture', next: NO_DATA },
  { magic: '52494646........57415645', what: 'a sound file', next: NO_DATA },
  { magic: '494433', what: 'a sound file', next: NO_DATA },
  { magic: '4f676753', what: 'a sound file', next: NO_DATA },
  { magic: '........66747970', what: 'a film or sound file', next: NO_DATA },
  { magic: '1a45dfa3', what: 'a film', next: NO_DATA },
  { magic: '7f454c46', what: 'a program', next: NO_DATA },
  { magic: '0061736d', what: 'a program', next: NO_DATA },
];

const LOOKED_AT = 4_096;
/** Of a text's bytes in any encoding hardly one in a hundred is a control character; of any binary file's one in nine. */
const MOST_CONTROLS = 0.03;

/** What the file is, where its first bytes say that no reader knows it; null where it may be read. */
export function findRefused(head: Uint8Array): RefusedType | null {
  const known = KNOWN.find(({ magic }) => begins(head, magic) && !isReadable(head));
  if (known) return { what: known.what, next: known.next };
  return isReadable(head) ? null : { what: 'neither a text nor a file of a type that can be read', next: NO_DATA };
}

function begins(head: Uint8Array, magic: string): boolean {
  for (let at = 0; at * 2 < magic.length; at++) {
    const wanted = magic.slice(at * 2, at * 2 + 2);
    if (wanted !== '..' && head[at] !== Number.parseInt(wanted, 16)) return false;
  }
  return true;
}

/** True for what may be a text in some encoding. */
function isReadable(head: Uint8Array): boolean {
  const part = head.subarray(0, LOOKED_AT);
  if (part.length === 0 || isWide(part)) return true;
  let controls = 0;
  for (const byte of part) if (isControl(byte)) controls++;
  if (controls === 0) return true;
  // The last letter may be cut.
  const text = decodeUtf8(part) ?? decodeUtf8(part.subarray(0, Math.max(0, part.length - 4)));
  return controls <= part.length * (text === null ? MOST_CONTROLS : 0.3);
}

/** UTF-16 and UTF-32, by their mark or by their many zeros at every other place. */
function isWide(part: Uint8Array): boolean {
  const [first = 0, second = 0] = part;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  const zeros = [0, 0];
  for (let at = 0; at < part.length; at++) if (part[at] === 0) zeros[at & 1] = (zeros[at & 1] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  return Math.max(even, odd) > part.length / 5 && Math.min(even, odd) < Math.max(even, odd) / 10;
}

function isControl(byte: number): boolean {
  const isSpace = byte === 9 || byte === 10 || byte === 12 || byte === 13 || byte === 27;
  return (byte < 32 && !isSpace) || byte === 127;
}
