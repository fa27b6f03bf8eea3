import '../../support/fake-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { ok } from '../../../src/core/failure.ts';
import type { VersionInfo } from '../../../src/core/version/version.ts';
import { Notices } from '../../../src/state/frame/notices.svelte.ts';
import { Triage } from '../../../src/state/rows/triage.svelte.ts';
import { getDataset } from '../../../src/store/datasets.ts';
import { judgeRows, readJudged } from '../../../src/store/versions/judge.ts';
import { getVersion, listVersions } from '../../../src/store/versions/versions.ts';
import { emptyDatabase, importRows } from '../../support/stored.ts';

const ROWS = Array.from({ length: 200 }, (_, row) => `{"a":${row}}`);

const reader = {
  judge: judgeRows,
  judged: async (versionId: string, mark: string) => ok(await readJudged(versionId, mark)),
};

beforeEach(async () => {
  await emptyDatabase();
  localStorage.removeItem('lapidary.judged');
});

function begin(version: VersionInfo): Triage {
  return new Triage({ reader, notices: new Notices() }, version);
}

async function headOf(datasetId: string): Promise<VersionInfo> {
  const head = await getVersion((await getDataset(datasetId))?.headId ?? '');
  if (!head) throw new Error('no head');
  return head;
}

/** Until nothing waits to be stored: what waits is written down. */
async function settled(): Promise<void> {
  while (localStorage.getItem('lapidary.judged') !== null) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('triage', () => {
  it('shows a judgement at once, and stores many in few versions', async () => {
    const first = await importRows(ROWS);
    const triage = begin(first);
    for (let row = 0; row < 100; row += 1) triage.judge(row, row % 2 === 0 ? 'keep' : 'remove');
    expect(triage.count).toBe(100);
    expect([triage.at(0), triage.at(1), triage.at(100)]).toEqual(['keep', 'remove', undefined]);
    await settled();
    const head = await headOf(first.datasetId);
    expect(head.number).toBeLessThan(10);
    const again = begin(head);
    await again.show(head);
    expect([again.count, again.at(99)]).toEqual([100, 'remove']);
  });

  it('takes judgements back, the last first, to what they were before', async () => {
    const triage = begin(await importRows(ROWS));
    triage.judge(5, 'keep');
    triage.judge(5, 'remove');
    triage.judge(6, 'mark');
    expect(triage.undo()).toBe(6);
    expect(triage.at(6)).toBeUndefined();
    expect(triage.undo()).toBe(5);
    expect(triage.at(5)).toBe('keep');
    expect(triage.undo()).toBe(5);
    expect(triage.count).toBe(0);
    expect(triage.undo()).toBeNull();
    await settled();
  });

  it('stores at the next start what the page closed on', async () => {
    const first = await importRows(ROWS);
    const kept = { datasetId: first.datasetId, versionId: first.id, judgements: [{ position: 7, value: 'keep' }] };
    localStorage.setItem('lapidary.judged', JSON.stringify(kept));
    const triage = begin(first);
    triage.bringBack(await listVersions(first.datasetId));
    expect(triage.at(7)).toBe('keep');
    await settled();
    const { positions } = await readJudged((await headOf(first.datasetId)).id, 'triage');
    expect([...positions]).toEqual([7]);
  });

  it('shows what is judged in each version that Undo and Redo go to, also where it was judged here', async () => {
    const first = await importRows(ROWS);
    const { datasetId } = first;
    const triage = begin(first);
    const goTo = async (version: VersionInfo): Promise<(string | undefined)[]> => {
      await triage.show(version);
      return [triage.at(0), triage.at(1)];
    };
    triage.judge(0, 'keep');
    await settled();
    const second = await headOf(datasetId);
    triage.judge(1, 'remove');
    await settled();
    const third = await headOf(datasetId);
    // The screen hears of both at once.
    expect(await goTo(third)).toEqual(['keep', 'remove']);
    expect(await goTo(second)).toEqual(['keep', undefined]);
    expect(await goTo(first)).toEqual([undefined, undefined]);
    expect(await goTo(second)).toEqual(['keep', undefined]);
    expect(await goTo(third)).toEqual(['keep', 'remove']);
  });
});
