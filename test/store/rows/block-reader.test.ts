import '../../support/fake-browser.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { BlockReader } from '../../../src/store/rows/block-reader.ts';
import { database } from '../../../src/store/database.ts';
import { openStage } from '../../../src/store/stage.ts';
import { emptyDatabase, storeRows } from '../../support/stored.ts';

beforeEach(emptyDatabase);

describe('a reader of blocks', () => {
  it('looks each block up once, however many ask for its rows at the same time', async () => {
    const stage = await openStage('d', 'test');
    const rows = Array.from({ length: 60 }, (_, at) => `"${at}"`);
    const [{ first } = { first: 0 }] = await storeRows(rows, stage, 100);
    const blocks = await database.blocks.count();
    expect(blocks).toBeGreaterThan(2);
    const lookUp = vi.spyOn(database.blocks, 'where');
    const reader = new BlockReader('d');
    const found = await Promise.all(rows.map((_, at) => reader.find(first + at)));
    for (const [at, block] of found.entries()) {
      expect(first + at).toBeGreaterThanOrEqual(block.firstRow);
      expect(first + at).toBeLessThan(block.firstRow + block.count);
    }
    expect(lookUp).toHaveBeenCalledTimes(blocks);
    lookUp.mockRestore();
    await stage.close();
  });

  it('goes on after a row that is in no block', async () => {
    const stage = await openStage('d', 'test');
    const [{ first, count } = { first: 0, count: 0 }] = await storeRows(['1', '2'], stage, 100);
    const reader = new BlockReader('d');
    const [lost, found] = await Promise.allSettled([reader.find(first + count + 7), reader.find(first)]);
    expect(lost).toMatchObject({ status: 'rejected', reason: { name: 'NotReadableError' } });
    expect(found).toMatchObject({ status: 'fulfilled', value: { firstRow: first } });
    await stage.close();
  });
});
