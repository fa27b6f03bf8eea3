import '../../support/fake-browser.ts';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { BlockReader } from '../../../src/store/rows/block-reader.ts';
import { storeSegments } from '../../../src/store/versions/commit.ts';
import { walkList } from '../../../src/store/rows/list-parts.ts';
import { passLines } from '../../../src/store/rows/pass-lines.ts';
import { passRows } from '../../../src/store/rows/pass-rows.ts';
import { openStage } from '../../../src/store/stage.ts';
import { database } from '../../../src/store/database.ts';
import { emptyDatabase, storeRows } from '../../support/stored.ts';

const row = fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => JSON.stringify(text));

beforeEach(emptyDatabase);

describe('walking a list', () => {
  it('reads the rows of any list in its order, as rows and as lines, however they lie in blocks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 300 }),
        fc.array(fc.array(fc.nat(), { minLength: 1, maxLength: 30 }), { maxLength: 6 }),
        async (rows, blockBytes, lists) => {
          const stage = await openStage(crypto.randomUUID(), 'test');
          const spans = await storeRows(rows, stage, blockBytes);
          const ids = spans.flatMap(({ first, count }) => Array.from({ length: count }, (_, index) => first + index));
          const drafts = lists.map((list) => {
            return { ids: Uint32Array.from(list, (at) => ids[at % ids.length] ?? 0), count: list.length };
          });
          const wanted = lists.flat().map((at) => rows[at % rows.length]);
          const segments = await storeSegments(stage.datasetId, stage.id, drafts);
          // One record at a time is kept: every block is looked up again and again.
          const reader = new BlockReader(stage.datasetId, 1);
          const passed: string[] = [];
          for await (const part of passRows(reader, segments)) {
            // In two pieces, cut anywhere.
            const middle = blockBytes % (part.count + 1);
            part.each(({ text }) => passed.push(text), 0, middle);
            part.each(({ text }) => passed.push(text), middle);
          }
          expect(passed).toEqual(wanted);
          let lines = '';
          for await (const { parts } of passLines(reader, segments)) {
            for (const bytes of parts) lines += new TextDecoder().decode(bytes);
          }
          expect(lines).toBe(wanted.map((text) => `${text}\n`).join(''));
          await stage.close();
        },
      ),
      { numRuns: 60 },
    );
  });

  it('reads few rows of many no more of the file at a time than all of them, and rows in no order nearly in one go', async () => {
    const stage = await openStage('d', 'test');
    const count = 2_000;
    // 20 MB in blocks of 1 MB.
    await storeRows(
      Array.from({ length: count }, (_, at) => JSON.stringify(`${at} `.padEnd(10_000, 'x'))),
      stage,
      1 << 20,
    );
    const rising = Uint32Array.from({ length: count / 20 }, (_, at) => at * 20);
    const mixed = Uint32Array.from(rising, (_, at) => ((at * 37) % rising.length) * 20);
    const stretchesOf = async (ids: Uint32Array): Promise<number[]> => {
      const found: number[] = [];
      for await (const { blocks } of walkList(new BlockReader('d'), [{ ids, count: ids.length }])) {
        found.push(
          blocks.reduce(
            (sum, { record, from, to }) => sum + (record.offsets[to] ?? 0) - (record.offsets[from] ?? 0),
            0,
          ),
        );
      }
      return found;
    };
    const parts = await stretchesOf(rising);
    expect(parts.length).toBeGreaterThan(3);
    expect(Math.max(...parts)).toBeLessThan(6e6);
    expect((await stretchesOf(mixed)).length).toBeLessThan(3);
    await stage.close();
  });

  it('says so where a block is lost, to whoever reads rows or lines', async () => {
    const stage = await openStage('d', 'test');
    const segments = await storeRows(['1', '2', '3', '4', '5', '6'], stage, 4);
    await database.blocks.delete(['d', 2]);
    const read = async (rows: AsyncGenerator): Promise<void> => {
      for await (const part of rows) expect(part).toBeDefined();
    };
    const lost = { name: 'NotReadableError', message: 'row 2 is in no stored block' };
    await expect(read(passRows(new BlockReader('d'), segments))).rejects.toMatchObject(lost);
    await expect(read(passLines(new BlockReader('d'), segments))).rejects.toMatchObject(lost);
    await stage.close();
  });
});
