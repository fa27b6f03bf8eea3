import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { joinBytes } from '../../../src/core/filetypes/bytes.ts';
import type { ByteSource } from '../../../src/core/filetypes/byte-source.ts';
import { FREE_BYTES, GzipError, gunzip, isGzip } from '../../../workers/files/gunzip.ts';

/** Bytes as a file, and how far it was read. */
function sourceOf(bytes: Uint8Array): ByteSource & { read: ByteSource['read']; reached: number } {
  const source = {
    size: bytes.length,
    reached: 0,
    read: (start: number, end: number): Promise<Uint8Array> => {
      source.reached = Math.max(source.reached, end);
      return Promise.resolve(bytes.slice(start, end));
    },
  };
  return source;
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
  expect(error).toBeInstanceOf(GzipError);
  return (error as GzipError).message;
}

/** Bytes that hardly pack. */
function noise(length: number, seed = 1): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length }, () => (state = (state * 1_103_515_245 + 12_345) >>> 0) >>> 24);
}

/** Quicker than comparing element by element. */
function expectSame(bytes: Uint8Array, expected: Uint8Array): void {
  expect([bytes.length, Buffer.compare(bytes, expected)]).toEqual([expected.length, 0]);
}

const text = new TextEncoder().encode('{"a":"狐 fox"}\n'.repeat(30));

describe('a gzip file', () => {
  it('is known by its first bytes', () => {
    expect(isGzip(gzipSync(text))).toBe(true);
    expect(isGzip(text)).toBe(false);
    expect(isGzip(new Uint8Array(0))).toBe(false);
  });

  it.each([0, 1, 1_000, 400_000])('of %d bytes gives them back', async (length) => {
    const bytes = noise(length);
    expectSame(await unpack(gzipSync(bytes)), bytes);
  });

  it('of several members, empty ones too, gives all of them', async () => {
    const parts = [noise(300_000), new Uint8Array(0), text, noise(5, 3), noise(200_000, 4)];
    const packed = joinBytes(...parts.map((part) => new Uint8Array(gzipSync(part))));
    expectSame(await unpack(packed), joinBytes(...parts));
  });

  it('of a thousand small members, as bgzip writes them, gives all of them', async () => {
    const member = new Uint8Array(gzipSync(text));
    const packed = joinBytes(...Array.from({ length: 1_000 }, () => member));
    expect((await unpack(packed)).length).toBe(text.length * 1_000);
  });

  it('that holds what looks like members is not cut there', async () => {
    const header = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3);
    const inner = joinBytes(noise(100_000), header, text, header, noise(150_000, 2));
    const packed = new Uint8Array(gzipSync(inner, { level: 0 }));
    expectSame(await unpack(packed), inner);
  });
});

describe('a gzip file is refused', () => {
  it('wherever it is cut', async () => {
    const packed = new Uint8Array(gzipSync(text));
    for (let length = 3; length < packed.length; length++) {
      expect(await refusal(packed.slice(0, length)), `cut at ${length}`).toMatch(/^it is gzip, but (cut off|damaged)/);
    }
  });

  it('wherever its second member is cut', async () => {
    const first = new Uint8Array(gzipSync(text));
    const packed = joinBytes(first, first);
    for (let length = first.length + 1; length < packed.length; length++) {
      expect(await refusal(packed.slice(0, length)), `cut at ${length}`).toMatch(/^it is gzip, but/);
    }
  });

  it('with anything behind it', async () => {
    const packed = new Uint8Array(gzipSync(text));
    expect(await refusal(joinBytes(packed, new TextEncoder().encode('junk')))).toMatch(/something else follows/);
    expect(await refusal(joinBytes(packed, packed.slice(0, 10), noise(50)))).toMatch(/^it is gzip, but/);
  });

  it('with a wrong sum or a changed byte', async () => {
    const packed = new Uint8Array(gzipSync(noise(2_000)));
    for (const place of [100, packed.length - 8, packed.length - 1]) {
      const changed = packed.slice();
      changed[place] = (changed[place] ?? 0) ^ 0x55;
      expect(await refusal(changed)).toMatch(/^it is gzip, but/);
    }
  });

  it('that unpacks to more than 200 times its size, long before its end', async () => {
    const member = new Uint8Array(gzipSync(new Uint8Array(50 << 20)));
    const source = sourceOf(joinBytes(...Array.from({ length: 20 }, () => member)));
    let unpacked = 0;
    const read = async (): Promise<void> => {
      for await (const { bytes } of gunzip(source)) unpacked += bytes.length;
    };
    await expect(read()).rejects.toThrow(
      /unpacks to more than 200 times its size \([\d,]+ bytes became [\d,]+ bytes so far\)/,
    );
    expect(unpacked).toBeLessThan(FREE_BYTES + (64 << 20));
    expect(source.reached).toBeLessThan(source.size / 2);
  });
});

it('is read no further than its reader goes', async () => {
  const source = sourceOf(new Uint8Array(gzipSync(noise(8 << 20))));
  for await (const { bytes } of gunzip(source)) if (bytes.length > 0) break;
  expect(source.reached).toBeLessThan(2 << 20);
});
