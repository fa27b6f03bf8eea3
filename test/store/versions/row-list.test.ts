import '../../support/fake-browser.ts';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { SegmentRef } from '../../../src/core/version/version.ts';
import { database } from '../../../src/store/database.ts';
import { RowList } from '../../../src/store/versions/row-list.ts';
import { emptyDatabase } from '../../support/stored.ts';

beforeEach(emptyDatabase);

const segment = fc.oneof(
  fc.record({ first: fc.nat(10_000), count: fc.integer({ min: 1, max: 20 }) }),
  fc.array(fc.nat(10_000), { minLength: 1, maxLength: 20 }).map((ids) => Uint32Array.from(ids)),
);

/** Pages as a version has them, and the ids that they stand for. */
async function store(
  drafts: readonly ({ first: number; count: number } | Uint32Array)[],
): Promise<[RowList, number[]]> {
  const segments: SegmentRef[] = [];
  const ids: number[] = [];
  for (const draft of drafts) {
    if (draft instanceof Uint32Array) {
      const id = crypto.randomUUID();
      await database.segments.add({ id, datasetId: 'd', stage: '', ids: draft });
      segments.push({ segment: id, count: draft.length });
      ids.push(...draft);
    } else {
      segments.push(draft);
      ids.push(...Array.from({ length: draft.count }, (_, index) => draft.first + index));
    }
  }
  return [new RowList({ segments }), ids];
}

describe('RowList', () => {
  it('knows the id at every position and in every stretch', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(segment, { maxLength: 8 }), fc.nat(170), fc.nat(170), async (drafts, from, count) => {
        const [list, ids] = await store(drafts);
        expect(list.count).toBe(ids.length);
        expect([...(await list.ids(from, count))]).toEqual(ids.slice(from, from + count));
        const found: number[] = [];
        for (let position = 0; position < ids.length; position++) found.push(await list.idAt(position));
        expect(found).toEqual(ids);
      }),
      { numRuns: 60 },
    );
  });

  it('has no row outside of the list', async () => {
    const [list] = await store([{ first: 5, count: 3 }]);
    await expect(list.idAt(3)).rejects.toThrow(RangeError);
    expect([...(await list.ids(3, 5))]).toEqual([]);
  });

  it('says so where a segment is lost', async () => {
    const list = new RowList({ segments: [{ segment: 'gone', count: 3 }] });
    await expect(list.idAt(0)).rejects.toMatchObject({ name: 'NotReadableError' });
  });
});
