import '../../support/fake-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { keepQuarantined, listQuarantine, readQuarantined, shiftLines } from '../../../src/store/rows/quarantine.ts';
import { openStage } from '../../../src/store/stage.ts';
import { database } from '../../../src/store/database.ts';
import { emptyDatabase } from '../../support/stored.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

beforeEach(emptyDatabase);

/** Lines of two files, stored out of order as workers do. */
async function keepSome(): Promise<void> {
  const stage = await openStage('d', 'Import of two');
  const keep = (file: number, byte: number, line: number, raw: Uint8Array | Blob): Promise<void> =>
    keepQuarantined({ datasetId: 'd', stage: stage.id, file, fileName: `${file}.jsonl` }, [
      { line, byte, bytes: raw instanceof Blob ? raw.size : raw.length, reason: 'not JSON', raw },
    ]);
  await keep(1, 5, 2, encode('second file'));
  await keep(0, 9_000_000, 4, encode('late'));
  await keep(0, 70, 3, Uint8Array.of(0xff, 0x41));
  await keep(0, 100_000, 1, new Blob(['a slice of the file']));
}

describe('quarantine', () => {
  it('lists lines in the order of the files, whatever order they came in', async () => {
    await keepSome();
    const all = await listQuarantine('d', 0, 10);
    expect(all.map(({ file, byte }) => [file, byte])).toEqual([
      ['0.jsonl', 70],
      ['0.jsonl', 100_000],
      ['0.jsonl', 9_000_000],
      ['1.jsonl', 5],
    ]);
    expect(all.map(({ excerpt }) => excerpt)).toEqual(['\ufffdA', 'a slice of the file', 'late', 'second file']);
    expect(await listQuarantine('other', 0, 10)).toEqual([]);
  });

  it('gives out parts in which no two lines share an id', async () => {
    await keepSome();
    const parts = [...(await listQuarantine('d', 0, 3)), ...(await listQuarantine('d', 3, 3))];
    expect(parts.map(({ id }) => id)).toEqual([0, 1, 2, 3]);
  });

  it('gives back the raw bytes as they were', async () => {
    await keepSome();
    expect(await readQuarantined('d', 0, 1)).toEqual([Uint8Array.of(0xff, 0x41)]);
    expect(await readQuarantined('d', 1, 1)).toEqual([encode('a slice of the file')]);
  });

  it('cuts a long line for the screen but keeps it whole', async () => {
    const stage = await openStage('d', 'Import');
    const raw = encode('é'.repeat(10_000));
    const draft = { line: 1, byte: 0, bytes: raw.length, reason: 'not JSON', raw };
    await keepQuarantined({ datasetId: 'd', stage: stage.id, file: 0, fileName: 'a' }, [draft]);
    expect((await listQuarantine('d', 0, 1))[0]?.excerpt).toBe('é'.repeat(4_000));
    expect((await readQuarantined('d', 0, 1))[0]).toHaveLength(20_000);
  });

  it('numbers lines on once it is known how many come before, in this stretch of this file only', async () => {
    await keepSome();
    await shiftLines('d', 0, { start: 100_000, end: 9_000_000 }, 50);
    await shiftLines('d', 0, { start: 9_000_000, end: 9_000_001 }, 700);
    expect((await listQuarantine('d', 0, 10)).map(({ line }) => line)).toEqual([3, 51, 704, 2]);
  });

  it('stores nothing under a stage that has ended', async () => {
    const stage = await openStage('d', 'Import');
    await stage.close();
    const draft = { line: 1, byte: 0, bytes: 1, reason: '', raw: encode('x') };
    const kept = keepQuarantined({ datasetId: 'd', stage: stage.id, file: 0, fileName: 'a' }, [draft]);
    await expect(kept).rejects.toThrow('has ended');
    expect(await database.quarantine.count()).toBe(0);
  });
});
