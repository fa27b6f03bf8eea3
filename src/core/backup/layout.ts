import { hashBytes } from '../hash/murmur3.ts';
import { hexOf } from '../hash/text-hash.ts';

/**
 * The layout of a backup, `*.lapidary`: a first line that names it, then records, then a line that ends it. A record is
 * a line of JSON, `{"table","bytes","sum"}`, and after it as many bytes, packed as `pack.ts` says; the sum is their
 * MurmurHash3 x86 128 in hexadecimal digits. The first record, `ids`, lists every id that others refer to, so that a
 * restored dataset can have new ones. The last line is `{"end":<number of records>}`.
 */
export const FIRST_LINE = '{"lapidary":"backup","layout":1}\n';
const ANY_LAYOUT = /^\{"lapidary":"backup","layout":(\d+)\}\n/;

/** No line of a backup is longer. */
export const LINE_BYTES = 512;

/** A backup that can't be restored: where, and why. */
export class BackupError extends Error {
  override name = 'BackupError';
  constructor(byte: number, why: string) {
    super(`${why} (byte ${byte})`);
  }
}

export interface RecordLine {
  readonly table: string;
  readonly bytes: number;
  readonly sum: string;
}

/** True for a file that begins like a backup of any layout. */
export function isBackupHead(head: string): boolean {
  return ANY_LAYOUT.test(head);
}

/** Throws `BackupError` for a layout that this program doesn't know. */
export function checkFirstLine(head: string): void {
  const layout = ANY_LAYOUT.exec(head)?.[1];
  if (layout === undefined) throw new BackupError(0, 'it does not begin like a backup');
  if (!head.startsWith(FIRST_LINE)) {
    throw new BackupError(0, `its layout is ${layout}, and this Lapidary reads 1: open it with a newer one`);
  }
}

export function writeRecordLine(table: string, packed: Uint8Array): string {
  return `${JSON.stringify({ table, bytes: packed.length, sum: sumOf(packed) })}\n`;
}

export function writeEnd(records: number): string {
  return `${JSON.stringify({ end: records })}\n`;
}

/** What a line between records says: the next record, or how many there were. Throws `BackupError` for anything else. */
export function readLine(line: string, byte: number): RecordLine | { readonly end: number } {
  const end = /^\{"end":(\d+)\}$/.exec(line);
  if (end) return { end: Number(end[1]) };
  const record = /^\{"table":"(\w+)","bytes":(\d+),"sum":"([0-9a-f]+)"\}$/.exec(line);
  if (!record) throw new BackupError(byte, 'there is no record');
  const [, table = '', bytes, sum = ''] = record;
  return { table, bytes: Number(bytes), sum };
}

/** Finds damage; it doesn't withstand a forger. */
export function sumOf(bytes: Uint8Array): string {
  const words = new Uint32Array(4);
  hashBytes(bytes, 0, bytes.length, words, 0);
  return hexOf(words, 0);
}
