import '../../../support/fake-browser.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { splitRows } from '../../../../src/core/split/sides.ts';
import { readMark } from '../../../../src/store/versions/mark-segments.ts';
import { loadVersion } from '../../../../src/store/versions/versions.ts';
import type { SplitRequest, SplitSettings } from '../../../../workers/contracts/split.ts';
import split from '../../../../workers/rows/passes/split.ts';
import { runInNode } from '../../../support/run-in-node.ts';
import { emptyDatabase, importRows } from '../../../support/stored.ts';

// It does what it does; its calls are counted.
vi.mock('../../../../src/core/split/sides.ts', { spy: true });

beforeEach(async () => {
  vi.mocked(splitRows).mockClear();
  await emptyDatabase();
});

const ROWS = Array.from({ length: 60 }, (_, row) => {
  const question = `what is the colour of stone number ${row >> 1} in this collection`;
  return JSON.stringify({ a: row % 2 === 0 ? question : `${question.toUpperCase()}!`, who: `user ${row % 7}` });
});
const SETTINGS: SplitSettings = {
  ...{ by: 'share', validation: 20, test: 20, seed: 1 },
  ...{ balanced: true, near: null, keeps: false },
};

async function open(versionId: string, change: Partial<SplitRequest> = {}, workers = 2) {
  const request = { versionId, otherId: null, choices: ['a'], labelColumn: null, groupColumn: null, ...change };
  const ran = await runInNode(split, request, workers);
  if (!ran.ok || !ran.value.led.actions) throw new Error(JSON.stringify(ran));
  return { report: ran.value.led.output, ...ran.value.led.actions };
}

async function sidesOf(versionId: string): Promise<(string | undefined)[]> {
  const { marks, rowCount } = await loadVersion(versionId);
  const mark = marks.find(({ name }) => name === 'split');
  const codeOf = await readMark({ segments: mark?.segments ?? [] });
  // of an import that has its first ids, an origin is the position
  return Array.from({ length: rowCount }, (_, row) => mark?.dictionary[codeOf(row) - 1]);
}

describe('a split', () => {
  it('is stored as a mark, equal rows together, the same with any number of workers', async () => {
    const found = [];
    for (const workers of [1, 3]) {
      const { id } = await importRows(ROWS, { blockBytes: 300 });
      const rows = await open(id, {}, workers);
      expect(rows.report).toMatchObject({ rows: 60, marked: null, unmarked: 60 });
      const preview = await rows.preview({ ...SETTINGS, near: 80 });
      expect(preview).toMatchObject({ ok: true, value: { groups: 30, largest: 2, moved: 0 } });
      const saved = await rows.save({ ...SETTINGS, near: 80 });
      if (!saved.ok) return expect.unreachable();
      expect(saved.value).toMatchObject({ kind: 'mark', parentId: id });
      found.push(await sidesOf(saved.value.id));
      const again = await open(saved.value.id, {}, workers);
      expect(again.report).toMatchObject({ marked: { train: 36, validation: 12, test: 12 }, unmarked: 0 });
      const leaks = await again.leaks({ between: 'split', near: 80, from: 0, count: 10 });
      expect(leaks).toMatchObject({ ok: true, value: { rows: 24, counts: { exact: 0, normalised: 0, near: 0 } } });
      // the same again makes no version
      expect(await again.save({ ...SETTINGS, near: 80 })).toMatchObject({ ok: true, value: { id: saved.value.id } });
    }
    expect(found[1]).toEqual(found[0]);
  });

  it('is what was counted: rows are split once for both', async () => {
    const { id } = await importRows(ROWS);
    const rows = await open(id);
    const counted = await rows.preview({ ...SETTINGS, seed: 2 });
    await rows.preview({ ...SETTINGS, seed: 2 });
    const saved = await rows.save({ ...SETTINGS, seed: 2 });
    expect(splitRows).toHaveBeenCalledTimes(1);
    const sides = await sidesOf(saved.ok ? saved.value.id : '');
    const countOf = (side: string): number => sides.filter((each) => each === side).length;
    const stored = { train: countOf('train'), validation: countOf('validation'), test: countOf('test') };
    expect(counted).toMatchObject({ ok: true, value: { sides: stored } });
  });

  it.each<Partial<SplitSettings>>([
    { by: 'count' },
    { validation: 10 },
    { test: 10 },
    { seed: 2 },
    { balanced: false },
    { near: 80 },
    { keeps: true },
  ])('is another one by other settings: %o', async (change) => {
    const { id } = await importRows(ROWS);
    const rows = await open(id);
    await rows.preview(SETTINGS);
    await rows.save({ ...SETTINGS, ...change });
    expect(splitRows).toHaveBeenCalledTimes(2);
  });

  it('keeps rows of one group together', async () => {
    const { id } = await importRows(ROWS);
    const rows = await open(id, { groupColumn: 'who' });
    const saved = await rows.save(SETTINGS);
    const sides = await sidesOf(saved.ok ? saved.value.id : '');
    for (const [row, side] of sides.entries()) expect(sides[row % 7]).toBe(side);
  });

  it('is compared with another dataset', async () => {
    const { id } = await importRows(ROWS);
    const other = await importRows([
      '{"a":"what is the colour of stone number 3 in this collection"}',
      '{"a":"What is the colour of stone number 4 in this collection"}',
      '{"a":"and what is the colour of stone number 5 in this collection"}',
      '{"a":"nothing like it"}',
    ]);
    const rows = await open(id, { otherId: other.id });
    expect(rows.report.rows).toBe(60);
    const leaks = await rows.leaks({ between: 'other', near: 80, from: 0, count: 10 });
    expect(leaks).toMatchObject({
      ok: true,
      value: {
        rows: 4,
        counts: { exact: 1, normalised: 1, near: 1 },
        shown: [
          { row: 0, twin: 6, kind: 'exact', rowIn: 'test', twinIn: 'this dataset' },
          { row: 1, twin: 8, kind: 'normalised' },
          { row: 2, twin: 10, kind: 'near' },
        ],
      },
    });
  });
});
