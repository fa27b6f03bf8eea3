import { execFileSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { BrokenFileError } from '../../../src/core/filetypes/broken-file-error.ts';
import { RefusedFileError } from '../../../src/core/filetypes/refused-type.ts';
import { isArchive, unpack } from '../../../workers/files/unpack.ts';
import { describeShared } from '../../support/real-files.ts';
import { workbook, zip } from '../../support/workbook.ts';

const LONG = `${'deep/'.repeat(40)}rows.jsonl`;
const TEXTS: Readonly<Record<string, string>> = {
  'data/train.csv': 'a,b\n1,2\n',
  'data/test.jsonl': '{"a":1}\n'.repeat(5_000),
  [LONG]: '{"é":"狐"}\n',
  'notes/readme.md': '# Hello',
  'picture.png': '\u0089PNG',
  '.hidden.csv': 'x',
  '__MACOSX/data/._train.csv': 'x',
  'empty.txt': '',
};
const ROWS = ['data/test.jsonl', 'data/train.csv', LONG, 'empty.txt'].sort();

function file(bytes: Uint8Array, name = 'archive'): File {
  return new File([Uint8Array.from(bytes)], name);
}

function tar(format: string): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'lapidary-tar-'));
  try {
    for (const [name, text] of Object.entries(TEXTS)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    execFileSync('tar', [`--format=${format}`, '-cf', 'out.tar', ...Object.keys(TEXTS)], { cwd: folder });
    return new Uint8Array(readFileSync(join(folder, 'out.tar')));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('an archive', () => {
  it.each([
    ['zip', () => zip(TEXTS)],
    ['tar of GNU', () => tar('gnu')],
    ['tar of POSIX', () => tar('pax')],
    ['compressed tar', () => gzipSync(tar('ustar'))],
  ])('in %s gives its files with rows, and names the others', async (_, make) => {
    const found = await unpack(file(await make()));
    expect(found?.files.map(({ name }) => name).sort()).toEqual(ROWS);
    expect(found?.leftOut.toSorted()).toEqual(['notes/readme.md', 'picture.png']);
    for (const each of found?.files ?? []) expect(await each.text()).toBe(TEXTS[each.name]);
  });

  it.each([
    ['zip', () => zip({ 'a.csv': 'a,b\n'.repeat(60_000), 'b.csv': 'c\n'.repeat(60_000) })],
    ['compressed tar', () => gzipSync(tar('ustar'))],
  ])('in %s tells how far it is unpacked, up to its end', async (_, make) => {
    const told: number[] = [];
    const totals = new Set<number>();
    await unpack(file(await make()), (done, total) => {
      told.push(done);
      totals.add(total);
    });
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect([...totals]).toEqual([told.at(-1)]);
  });

  it('is known before it is unpacked', async () => {
    const kinds = [file(await zip(TEXTS)), file(gzipSync(tar('ustar'))), file(await workbook({ S: [['a']] }))];
    expect(await Promise.all(kinds.map(isArchive))).toEqual([true, true, false]);
  });

  it('of nothing that is named as data gives all of it', async () => {
    const found = await unpack(file(await zip({ 'a.log': 'x', b: 'y' })));
    expect(found?.files.map(({ name }) => name)).toEqual(['a.log', 'b']);
  });

  it('that is a workbook, or is none at all, is left alone', async () => {
    expect(await unpack(file(await workbook({ S: [['a']] })))).toBeNull();
    expect(await unpack(file(Buffer.from('a,b\n1,2\n')))).toBeNull();
    expect(await unpack(file(gzipSync('a,b\n1,2\n')))).toBeNull();
    expect(await unpack(file(new Uint8Array(0)))).toBeNull();
  });

  it('that unpacks to hundreds of times its size is refused before it is unpacked', async () => {
    const bomb = await zip({ 'rows.csv': 'a,b\n1,2\n'.repeat(14 << 20) });
    expect(bomb.length).toBeLessThan(1 << 20);
    await expect(unpack(file(bomb))).rejects.toThrow(RefusedFileError);
    await expect(unpack(file(bomb))).rejects.toMatchObject({
      what: 'an archive that unpacks to 117 MB, more than 200 times its size',
    });
  });

  it('that says less of its size than it unpacks to is broken', async () => {
    const bomb = await zip({ 'rows.csv': 'a,b\n1,2\n'.repeat(100_000) });
    const view = new DataView(bomb.buffer, bomb.byteOffset, bomb.byteLength);
    for (let at = 0; at < bomb.length - 4; at++)
      if (view.getUint32(at, true) === 800_000) view.setUint32(at, 1_000, true);
    await expect(unpack(file(bomb))).rejects.toThrow(/“rows\.csv” in it can't be unpacked/);
  });

  it('that is cut is broken', async () => {
    const whole = await zip(TEXTS);
    await expect(unpack(file(whole.subarray(0, whole.length - 100)))).rejects.toThrow(BrokenFileError);
    const changed = whole.slice();
    changed.fill(7, 60, 66);
    await expect(unpack(file(changed))).rejects.toThrow(BrokenFileError);
    await expect(unpack(file(tar('gnu').subarray(0, 6_000)))).rejects.toThrow(BrokenFileError);
  });
});

describeShared('cases/50-zip', (files) => {
  it('is opened', async () => {
    const found = await unpack(file(files.bytes('input.zip')));
    expect(found?.files.length).toBeGreaterThan(0);
  });
});
