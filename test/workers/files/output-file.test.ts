import { afterEach, expect, it, vi } from 'vitest';
import { OutputFile } from '../../../workers/files/output-file.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A disk whose files take as many writes as are said, the next one in part only. */
function disk(writes: number): { readonly taken: (readonly [at: number, text: string])[] } {
  const taken: (readonly [number, string])[] = [];
  const write = (bytes: Uint8Array, { at }: { readonly at: number }): number => {
    if (taken.length === writes) return 1;
    taken.push([at, new TextDecoder().decode(bytes)]);
    return bytes.length;
  };
  const file = { createSyncAccessHandle: () => Promise.resolve({ write, close: () => undefined }) };
  const folder = { getDirectoryHandle: () => Promise.resolve(folder), getFileHandle: () => Promise.resolve(file) };
  vi.stubGlobal('navigator', { storage: { getDirectory: () => Promise.resolve(folder) } });
  return { taken };
}

const pieces = (...texts: readonly string[]): Uint8Array[] => texts.map((text) => new TextEncoder().encode(text));

it('writes each part in one go, however many pieces it has, and says where it is', async () => {
  const { taken } = disk(2);
  const file = await OutputFile.create('id');
  const parts = [file.write(pieces('one,', 'two,', 'three')), file.write(pieces('four'))];
  expect(taken).toEqual([
    [0, 'one,two,three'],
    [13, 'four'],
  ]);
  expect(parts).toMatchObject([
    { start: 0, end: 13 },
    { start: 13, end: 17 },
  ]);
});

it('keeps a part in memory where the disk has no room for all of it, and goes on after the last one', async () => {
  const { taken } = disk(1);
  const file = await OutputFile.create('id');
  file.write(pieces('one'));
  const part = file.write(pieces('two', 'three'));
  expect(part instanceof Blob && (await part.text())).toBe('twothree');
  expect(taken).toEqual([[0, 'one']]);
});
