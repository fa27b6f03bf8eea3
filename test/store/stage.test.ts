import '../support/fake-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '../../src/store/database.ts';
import { lockOf, openStage, sweepStage, writeUnder } from '../../src/store/stage.ts';
import { commitRows, countRecords, emptyDatabase, readTexts, storeRows } from '../support/stored.ts';

beforeEach(emptyDatabase);

async function heldLocks(): Promise<(string | undefined)[]> {
  const { held = [] } = await navigator.locks.query();
  return held.map((lock) => lock.name);
}

describe('a stage', () => {
  it('holds its lock from before its record appears until it is closed', async () => {
    const seen: boolean[] = [];
    const note = (_: unknown, { id }: { id: string }): void => {
      void heldLocks().then((names) => seen.push(names.includes(lockOf({ id }))));
    };
    database.stages.hook('creating', note);
    const stage = await openStage('d', 'Import of a');
    database.stages.hook('creating').unsubscribe(note);
    expect(seen).toEqual([true]);
    expect(await heldLocks()).toContain(lockOf(stage));
    await stage.close();
    expect(await heldLocks()).not.toContain(lockOf(stage));
  });

  it('takes everything with it that was stored under it, and nothing else', async () => {
    const other = await openStage('other', 'Import of b');
    await storeRows(['{"a":1}'], other);
    const stage = await openStage('d', 'Import of a');
    await storeRows(['{"a":1}', '{"a":2}'], stage, 1);
    const owner = { datasetId: 'd', stage: stage.id };
    await database.segments.add({ ...owner, id: 'p', ids: Uint32Array.of(0) });
    const ids = new Uint32Array(0);
    await database.drops.add({ ...owner, versionId: 'v', step: 0, part: 0, reason: 'empty', ids, keptInstead: ids });
    const line = { fileName: 'a', line: 1, bytes: 1, reason: 'not JSON', raw: new Blob(['x']) };
    await database.quarantine.add({ ...owner, ...line, file: 0, byte: 0 });
    await stage.close();
    expect(await countRecords()).toEqual({ blocks: 1, counters: 1, stages: 1 });
    await other.close();
    expect(await countRecords()).toEqual({});
  });

  it('refuses a late write once it has ended', async () => {
    const stage = await openStage('d', 'Import of a');
    await stage.close();
    const late = writeUnder(stage.id, database.segments, () =>
      database.segments.add({ id: 'p', datasetId: 'd', stage: stage.id, ids: Uint32Array.of(0) }),
    );
    await expect(late).rejects.toThrow('has ended');
    expect(await database.segments.count()).toBe(0);
  });

  it('refuses a write while it is swept', async () => {
    const stage = await openStage('d', 'Import of a');
    await database.stages.update(stage.id, { ended: true });
    await expect(storeRows(['{"a":1}'], stage)).rejects.toThrow('has ended');
    await stage.close();
    expect(await countRecords()).toEqual({});
  });

  it('refuses a late commit, which would name rows that are gone', async () => {
    const stage = await openStage('d', 'Import of a');
    const late = openStage('d', 'unused').then(async (unused) => {
      await unused.close();
      await database.stages.update(stage.id, { ended: true });
      return commitRows([], stage);
    });
    await expect(late).rejects.toThrow('has ended');
    expect(await database.versions.count()).toBe(0);
    await stage.close();
    expect(await countRecords()).toEqual({});
  });

  it('is not swept by one who saw it before a commit ended it', async () => {
    const stage = await openStage('d', 'Import of a');
    const version = await commitRows(['{"a":1}'], stage);
    expect(await sweepStage(stage.id)).toBeNull();
    expect(await readTexts(version.id)).toEqual(['{"a":1}']);
    await stage.close();
  });

  it('frees its lock where its record cannot be stored', async () => {
    const before = await heldLocks();
    const refuse = (): never => {
      throw new Error('the disk is full');
    };
    database.stages.hook('creating', refuse);
    await expect(openStage('d', 'Import of a')).rejects.toThrow('the disk is full');
    database.stages.hook('creating').unsubscribe(refuse);
    expect(await heldLocks()).toEqual(before);
  });

  it('is swept on a disk that is full to the last byte, where its end cannot be noted', async () => {
    const stage = await openStage('d', 'Import of a');
    await storeRows(['{"a":1}'], stage);
    const refuse = (): never => {
      throw new DOMException('', 'QuotaExceededError');
    };
    database.stages.hook('updating', refuse);
    await stage.close();
    database.stages.hook('updating').unsubscribe(refuse);
    expect(await countRecords()).toEqual({});
  });

  it('does not hide how a run ended where it cannot be swept now', async () => {
    const stage = await openStage('d', 'Import of a');
    await storeRows(['{"a":1}'], stage);
    const refuse = (): never => {
      throw new Error('the database is closed');
    };
    database.blocks.hook('deleting', refuse);
    await stage.close();
    database.blocks.hook('deleting').unsubscribe(refuse);
    expect(await countRecords()).toEqual({ blocks: 1, counters: 1, stages: 1 });
    expect(await heldLocks()).not.toContain(lockOf(stage));
    expect(await sweepStage(stage.id)).toBe(1);
    expect(await countRecords()).toEqual({});
  });
});
