/** Tar keeps each file as a header of 512 bytes and its bytes, filled up to whole blocks. Source: POSIX.1-2001, pax and ustar. */
export const TAR_BLOCK = 512;

/** What a header says of what follows it. */
export interface TarHeader {
  readonly name: string;
  readonly bytes: number;
  /** `L` and `x` are longer names for the file that comes after. */
  readonly kind: 'file' | 'long name' | 'pax' | 'other';
}

/** True for bytes that a tar archive may begin with. */
export function isTar(head: Uint8Array): boolean {
  return text(head, 257, 5) === 'ustar' && readTarHeader(head.subarray(0, TAR_BLOCK)) !== null;
}

/** null for a block that is no header: nothing but zeros at the end of an archive, or a broken one. */
export function readTarHeader(block: Uint8Array): TarHeader | null {
  if (block.length < TAR_BLOCK || block.every((byte) => byte === 0)) return null;
  const sum = Number.parseInt(text(block, 148, 8).trim(), 8);
  const counted = block.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
  if (sum !== counted) return null;
  const prefix = text(block, 257, 6) === 'ustar' ? text(block, 345, 155) : '';
  const name = text(block, 0, 100);
  const kinds: Readonly<Record<string, TarHeader['kind']>> = {
    '0': 'file',
    '': 'file',
    '7': 'file',
    L: 'long name',
    x: 'pax',
  };
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    bytes: sizeOf(block),
    kind: kinds[text(block, 156, 1)] ?? 'other',
  };
}

/** The name in the records of a pax header, each "length key=value"; undefined where they have none. */
export function paxName(bytes: Uint8Array): string | undefined {
  return /(?:^|\n)\d+ path=([^\n]*)\n/.exec(new TextDecoder().decode(bytes))?.[1];
}

/** Octal digits, or for more than 8 GiB a big-endian number whose first bit is set. */
function sizeOf(block: Uint8Array): number {
  const field = block.subarray(124, 136);
  if (((field[0] ?? 0) & 0x80) === 0) return Number.parseInt(text(block, 124, 12).trim() || '0', 8);
  return field.subarray(4).reduce((size, byte) => size * 256 + byte, 0);
}

function text(block: Uint8Array, at: number, length: number): string {
  const field = block.subarray(at, at + length);
  const end = field.indexOf(0);
  return new TextDecoder().decode(end < 0 ? field : field.subarray(0, end));
}
