import '../../support/fake-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { BlockReader, readRowText } from '../../../src/store/rows/block-reader.ts';
import { database } from '../../../src/store/database.ts';
import { ImportWriter, RowWriter } from '../../../src/store/rows/row-writer.ts';
import { openStage } from '../../../src/store/stage.ts';
import { emptyDatabase } from '../../support/stored.ts';

beforeEach(emptyDatabase);

describe('RowWriter', () => {
  it('gives each row an id under which it is found, whatever several writers and batches do at once', async () => {
    const stage = await openStage('d', 'test');
    const writers = [new RowWriter('d', stage.id), new RowWriter('d', stage.id)];
    const wanted = new Map<number, string>();
    const write = async (writer: RowWriter, batch: number): Promise<void> => {
      const texts = Array.from({ length: 30_000 }, (_, row) => JSON.stringify({ batch, row, pad: 'x'.repeat(60) }));
      await writer.batch(texts.length, () => {
        for (const [at, text] of texts.entries()) wanted.set(writer.add(text, at), text);
      });
    };
    await Promise.all(writers.flatMap((writer, at) => [0, 1, 2, 3].map((batch) => write(writer, at * 4 + batch))));
    await Promise.all(writers.map((writer) => writer.flush()));
    expect(wanted.size).toBe(240_000);
    const blocks = await database.blocks.toArray();
    expect(blocks.reduce((sum, { count }) => sum + count, 0)).toBe(240_000);
    const reader = new BlockReader('d');
    const some = [...wanted].filter((_, at) => at % 997 === 0 || at > 239_990);
    for (const [id, text] of some) {
      const block = await reader.find(id);
      expect(await readRowText(block, id)).toBe(text);
      expect(block.origins[id - block.firstRow]).toBe((JSON.parse(text) as { row: number }).row);
    }
  });

  it('refuses a row for which no id was reserved', async () => {
    const stage = await openStage('d', 'test');
    const writer = new RowWriter('d', stage.id);
    expect(() => writer.add('1', 0)).toThrow('not reserved');
  });

  it('stops at the first block that cannot be stored, and says so to every batch after it', async () => {
    const stage = await openStage('d', 'test');
    const writer = new RowWriter('d', stage.id);
    await writer.batch(1, () => writer.add('1', 0));
    await stage.close();
    await expect(writer.flush()).rejects.toThrow('has ended');
    await expect(writer.batch(1, () => writer.add('2', 0))).rejects.toThrow('has ended');
    expect(await database.blocks.count()).toBe(0);
  });

  it('reserves no ids once its stage has ended: a cancelled worker must leave nothing', async () => {
    const stage = await openStage('d', 'test');
    const writers = [new RowWriter('d', stage.id), new ImportWriter('d', stage.id)] as const;
    await stage.close();
    await expect(writers[0].batch(1, () => undefined)).rejects.toThrow('has ended');
    const draft = { bytes: Uint8Array.of(49, 10), offsets: Uint32Array.of(0, 2), count: 1 };
    await expect(writers[1].write([draft])).rejects.toThrow('has ended');
    expect(await database.counters.count()).toBe(0);
  });
});
