import '../../support/fake-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { recipeOf } from '../../../src/core/version/lineage.ts';
import { digestOfReplayed, replay } from '../../../src/core/version/replay.ts';
import type { VersionInfo } from '../../../src/core/version/version.ts';
import { undo } from '../../../src/store/versions/history.ts';
import { readJudged } from '../../../src/store/versions/judge.ts';
import { setMark } from '../../../src/store/versions/marks.ts';
import { readReplay } from '../../../src/store/versions/read-replay.ts';
import { listVersions, loadVersion } from '../../../src/store/versions/versions.ts';
import type { ImportReport } from '../../../workers/files/import-commit.ts';
import { importFile, importFiles } from '../../support/import-file.ts';
import { countRecords, datasetOf, emptyDatabase } from '../../support/stored.ts';

const TRAIN = ['{"a":1}', '{"a":', '{"a":2}'];
const TEST = ['{"a":3}'];
const PARTS = [
  { name: 'train.jsonl', lines: TRAIN, side: 'train' },
  { name: 'notes.jsonl', lines: ['{"a":9}'] },
  { name: 'test.jsonl', lines: TEST, side: 'test' },
] as const;

beforeEach(emptyDatabase);

async function done(report: ReturnType<typeof importFile>): Promise<ImportReport> {
  const value = await report;
  if (!value.ok) throw new Error(value.failure.kind);
  return value.value;
}

async function sidesIn(versionId: string): Promise<readonly (readonly [number, string | undefined])[]> {
  const { positions, codes, dictionary } = await readJudged(versionId, 'split');
  return [...positions].map((position, index) => [position, dictionary[(codes[index] ?? 0) - 1]]);
}

async function expectReplays({ datasetId, id, digest }: VersionInfo): Promise<void> {
  const { recipe, sources } = await readReplay(datasetId, id);
  const replayed = await replay(recipe, sources);
  if (!replayed.ok) throw new Error(replayed.failure.kind);
  expect(replayed.value.conflicts).toEqual([]);
  expect(await digestOfReplayed(replayed.value)).toBe(digest);
}

describe('files that are parts of a split', () => {
  it('make one version of a new dataset, whose two steps read the rows and mark them', async () => {
    const { version, added } = await done(importFiles(PARTS));
    expect(added).toBe(4);
    expect(version).toMatchObject({ kind: 'import', number: 1, parentId: null, rowCount: 4 });
    expect(version.log.map(({ step, params, added: rows }) => [step, params['count'], rows])).toEqual([
      ['import', undefined, 4],
      ['set-marks', 3, 0],
    ]);
    expect(await sidesIn(version.id)).toEqual([
      [0, 'train'],
      [1, 'train'],
      [3, 'test'],
    ]);
    expect(await listVersions(version.datasetId)).toHaveLength(1);
    const { marks } = await loadVersion(version.id);
    expect(version.log[1]?.params['digest']).toBe(marks[0]?.digest);
    await expectReplays(version);
  });

  it('have the digest of rows that were marked afterwards', async () => {
    const { version } = await done(importFiles(PARTS));
    const plain = await done(importFiles(PARTS.map(({ name, lines }) => ({ name, lines }))));
    const { seq } = await datasetOf(plain.datasetId);
    const rows = Uint32Array.of(0, 1, 3);
    const values = Uint16Array.of(1, 1, 2);
    const marked = await setMark(plain.datasetId, seq, { name: 'split', dictionary: ['train', 'test'], rows, values });
    expect(marked).toMatchObject({ ok: true, value: { digest: version.digest } });
  });

  it('go to the end of a dataset as one version, which one Undo takes away with its mark', async () => {
    const { datasetId, version: first } = await done(importFile('a.jsonl', TRAIN));
    const { version, added } = await done(importFiles([{ name: 'test.jsonl', lines: TEST, side: 'test' }], datasetId));
    expect(added).toBe(1);
    expect(version).toMatchObject({ kind: 'append', number: 2, parentId: first.id, rowCount: 3 });
    expect(recipeOf(await listVersions(datasetId), version.id).map(({ step }) => step)).toEqual([
      'import',
      'append',
      'set-marks',
    ]);
    expect(await sidesIn(version.id)).toEqual([[2, 'test']]);
    await expectReplays(version);
    const { seq } = await datasetOf(datasetId);
    expect(await undo(datasetId, seq)).toMatchObject({ ok: true, value: { id: first.id } });
    expect((await loadVersion(first.id)).marks).toEqual([]);
  });

  it('join the sides that the rows before them have, and leave other marks alone', async () => {
    const { datasetId } = await done(importFiles(PARTS));
    const rows = Uint32Array.of(1);
    const seqOf = async (): Promise<number> => (await datasetOf(datasetId)).seq;
    await setMark(datasetId, await seqOf(), { name: 'tag', dictionary: ['x'], rows, values: Uint16Array.of(1) });
    const more = [{ name: 'valid.jsonl', lines: ['{"a":5}'], side: 'validation' }] as const;
    const { version } = await done(importFiles(more, datasetId));
    expect(await sidesIn(version.id)).toEqual([
      [0, 'train'],
      [1, 'train'],
      [3, 'test'],
      [4, 'validation'],
    ]);
    expect((await loadVersion(version.id)).marks.map(({ name }) => name).sort()).toEqual(['split', 'tag']);
    await expectReplays(version);
  });

  it('leave no mark where no row came in, and nothing where the import fails', async () => {
    const { datasetId } = await done(importFile('a.jsonl', TRAIN));
    const { version } = await done(importFiles([{ name: 'test.jsonl', lines: ['{'], side: 'test' }], datasetId));
    expect(version.log.map(({ step }) => step)).toEqual(['append']);
    const before = await countRecords();
    const empty = [{ name: 'test.jsonl', lines: [''], side: 'test' }] as const;
    expect(await importFiles(empty, datasetId)).toMatchObject({ failure: { kind: 'no-rows' } });
    expect(await countRecords()).toEqual(before);
  });
});
