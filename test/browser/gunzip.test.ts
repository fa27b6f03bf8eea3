import { describe, expect, it } from 'vitest';
import { joinBytes } from '../../src/core/filetypes/bytes.ts';
import type { ByteSource } from '../../src/core/filetypes/byte-source.ts';
import { GzipError, gunzip } from '../../workers/files/gunzip.ts';

// The browser's decompressor is another one than that of Node, and errs at other places.

const text = new TextEncoder().encode('{"a":"狐 fox"}\n'.repeat(30));

function sourceOf(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: (start, end) => Promise.resolve(bytes.slice(start, end)) };
}

async function unpack(bytes: Uint8Array): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const piece of gunzip(sourceOf(bytes))) parts.push(piece.bytes);
  return joinBytes(...parts);
}

async function refusal(bytes: Uint8Array): Promise<string> {
  const error: unknown = await unpack(bytes).then(
    () => 'was accepted',
    (reason: unknown) => reason,
  );
  return error instanceof GzipError ? error.message : String(error);
}

async function pack(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** A member that holds its bytes as they are, in one stored block (RFC 1951 §3.2.4). */
function store(bytes: Uint8Array): Uint8Array {
  const { length } = bytes;
  const size = [length & 255, length >> 8];
  const header = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, ...size, ...size.map((byte) => byte ^ 255));
  const end = new Uint8Array(Uint32Array.of(checksum(bytes), length).buffer);
  return joinBytes(header, bytes, end);
}

function checksum(bytes: Uint8Array): number {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

function noise(length: number): Uint8Array<ArrayBuffer> {
  let state = 7;
  return Uint8Array.from({ length }, () => (state = (state * 1_103_515_245 + 12_345) >>> 0) >>> 24);
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

describe('a gzip file', () => {
  it('of several members gives all of them', async () => {
    const parts = [noise(300_000), new Uint8Array(0), text, noise(2_000_000)];
    const packed = await Promise.all(parts.map(pack));
    expect(isSame(await unpack(joinBytes(...packed)), joinBytes(...parts))).toBe(true);
  });

  it('of two hundred small members gives all of them', async () => {
    const member = await pack(text);
    const unpacked = await unpack(joinBytes(...Array.from({ length: 200 }, () => member)));
    expect(unpacked.length).toBe(text.length * 200);
  });

  it('that holds whole members as its data is not cut there', async () => {
    const inner = joinBytes(noise(10_000), await pack(text), text, store(text), noise(9_000));
    expect(isSame(await unpack(store(inner)), inner)).toBe(true);
    expect(isSame(await unpack(joinBytes(store(inner), store(text))), joinBytes(inner, text))).toBe(true);
  });

  it('is refused wherever it or its second member is cut', async () => {
    const member = await pack(text);
    const packed = joinBytes(member, member);
    for (let length = 3; length < packed.length; length++) {
      if (length === member.length) continue;
      expect(await refusal(packed.slice(0, length)), `cut at ${length}`).toMatch(
        /^it is gzip, but (cut off|something)/,
      );
    }
  });

  it('is refused with anything behind it, or a wrong sum', async () => {
    const packed = await pack(text);
    expect(await refusal(joinBytes(packed, text))).toMatch(/^it is gzip, but something else follows/);
    const changed = packed.slice();
    changed[packed.length - 6] = (changed[packed.length - 6] ?? 0) ^ 1;
    expect(await refusal(changed)).toMatch(/^it is gzip, but damaged/);
  });

  it('that was made to fill disks is refused with its sizes', async () => {
    const member = await pack(new Uint8Array(60 << 20));
    expect(await refusal(joinBytes(member, member, member))).toMatch(
      /^it unpacks to more than 200 times its size \([\d,]+ bytes became 10\d,\d{3},\d{3} bytes so far\)/,
    );
  });
});
