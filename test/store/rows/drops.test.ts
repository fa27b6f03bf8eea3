import '../../support/fake-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { SEGMENT_ROWS } from '../../../src/core/version/version.ts';
import { database } from '../../../src/store/database.ts';
import { readDropped, storeDrops } from '../../../src/store/rows/drops.ts';
import { openStage } from '../../../src/store/stage.ts';
import { emptyDatabase, importRows } from '../../support/stored.ts';

const ROWS = Array.from({ length: 10 }, (_, row) => `{"a":${row}}`);
const none = new Uint32Array(0);

beforeEach(emptyDatabase);

describe('dropped rows', () => {
  it('are read back with reason and, for duplicates, the row kept instead', async () => {
    const { datasetId } = await importRows(ROWS);
    const stage = await openStage(datasetId, 'Cleaning');
    const version = { id: 'v', datasetId };
    await storeDrops({ versionId: 'v', datasetId, stage: stage.id }, [
      { step: 0, reason: 'empty', ids: Uint32Array.of(4, 2), keptInstead: none },
      { step: 1, reason: 'duplicate', ids: Uint32Array.of(7, 8), keptInstead: Uint32Array.of(1, 1) },
      { step: 0, reason: 'short', ids: Uint32Array.of(9), keptInstead: none },
    ]);
    const dropped = (row: number, reason: string, kept: number | null): object => {
      return { reason, text: `{"a":${row}}`, keptInstead: kept === null ? null : `{"a":${kept}}` };
    };
    const first = [dropped(4, 'empty', null), dropped(2, 'empty', null), dropped(9, 'short', null)];
    expect(await readDropped(version, 0, 0, 10)).toEqual(first);
    for (let from = 0; from <= 4; from++) {
      for (let count = 0; count <= 4; count++) {
        expect(await readDropped(version, 0, from, count)).toEqual(first.slice(from, from + count));
      }
    }
    expect(await readDropped(version, 1, 1, 5)).toEqual([dropped(8, 'duplicate', 1)]);
    expect(await readDropped(version, 2, 0, 5)).toEqual([]);
    expect(await readDropped({ ...version, id: 'other' }, 0, 0, 5)).toEqual([]);
  });

  it('are stored in parts of no more rows than a segment', async () => {
    const stage = await openStage('d', 'Cleaning');
    const ids = Uint32Array.from({ length: SEGMENT_ROWS + 2 }, (_, row) => row);
    const drop = { step: 3, reason: 'duplicate', ids, keptInstead: ids };
    await storeDrops({ versionId: 'v', datasetId: 'd', stage: stage.id }, [drop]);
    const parts = await database.drops.toArray();
    expect(parts.map((part) => [part.part, part.ids.length, part.keptInstead[0]])).toEqual([
      [0, SEGMENT_ROWS, 0],
      [1, 2, SEGMENT_ROWS],
    ]);
  });
});
