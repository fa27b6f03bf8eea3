import '../../support/fake-browser.ts';
import * as fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Analysis, analysisContext } from '../../../src/core/analyses/analysis.ts';
import { analyses } from '../../../src/core/analyses/index.ts';
import lengths from '../../../src/core/analyses/lengths.ts';
import rowHash, { countRepeats } from '../../../src/core/analyses/row-hash.ts';
import { Row } from '../../../src/core/row/row.ts';
import type { VersionInfo } from '../../../src/core/version/version.ts';
import { makeAnalyses } from '../../../src/store/analyses/make-analysis.ts';
import { missingBlocks, readWords } from '../../../src/store/analyses/read-analysis.ts';
import { removeStaleAnalyses } from '../../../src/store/analyses/stale-analyses.ts';
import type * as storedBytes from '../../../src/store/rows/stored-bytes.ts';
import { database } from '../../../src/store/database.ts';
import { deleteDataset } from '../../../src/store/datasets.ts';
import { openStage } from '../../../src/store/stage.ts';
import { editRow } from '../../../src/store/versions/edit-row.ts';
import { setMeaning } from '../../../src/store/versions/history.ts';
import { type LoadedVersion, loadVersion } from '../../../src/store/versions/versions.ts';
import { changeRows, datasetOf, emptyDatabase, importRows, readTexts, storeRows } from '../../support/stored.ts';

/** Counts how often bytes of rows are read; `before` happens before each read. */
const reads = vi.hoisted(() => ({ count: 0, before: (): Promise<unknown> => Promise.resolve() }));
vi.mock('../../../src/store/rows/stored-bytes.ts', async (original) => {
  const module = await original<typeof storedBytes>();
  const readStored: typeof module.readStored = async (...args) => {
    reads.count++;
    await reads.before();
    return module.readStored(...args);
  };
  return { ...module, readStored };
});

const ROWS = Array.from({ length: 40 }, (_, row) =>
  JSON.stringify({ a: `question ${row} 石`, b: 'word '.repeat(row % 5) }),
);

beforeEach(async () => {
  await emptyDatabase();
  reads.count = 0;
  reads.before = () => Promise.resolve();
});

/** What an analysis says of each row of a version, from the rows themselves. */
async function reference({ id, ...meaning }: LoadedVersion, analysis: Analysis): Promise<number[]> {
  const texts = await readTexts(id);
  const words = new Uint32Array(texts.length * analysis.words);
  const context = analysisContext(meaning);
  for (const [row, text] of texts.entries()) analysis.read(new Row(text), context, words, row * analysis.words);
  return [...words];
}

async function makeAll(version: LoadedVersion, some: readonly Analysis[] = analyses): Promise<number> {
  return makeAnalyses(version, some, await missingBlocks(version, some));
}

async function wordsOf(version: LoadedVersion, analysis: Analysis): Promise<number[]> {
  const { words, missing } = await readWords(version, analysis, 0, version.rowCount);
  expect(missing).toEqual([]);
  return [...words];
}

async function edit({ datasetId, id }: VersionInfo, position: number, text: string): Promise<LoadedVersion> {
  const edited = await editRow(datasetId, position, (await readTexts(id))[position] ?? '', text);
  if (!edited.ok) throw new Error(edited.failure.kind);
  return loadVersion(edited.value.id);
}

/** Fails where words are stored of a block that is not there. */
async function checkOwners(): Promise<void> {
  const blocks = new Set((await database.blocks.toCollection().primaryKeys()).map(String));
  const keys = await database.analyses.toCollection().primaryKeys();
  expect(keys.filter(([owner, , firstRow]) => !blocks.has(String([owner, firstRow])))).toEqual([]);
}

describe('analyses of a version', () => {
  it('are those of its rows, in the order of its list', async () => {
    const first = await loadVersion((await importRows(ROWS, { blockBytes: 300, pageRows: 7 })).id);
    const blocks = await database.blocks.count();
    expect(await missingBlocks(first, analyses)).toHaveLength(blocks);
    expect(await makeAll(first)).toBe(ROWS.length);
    expect(await missingBlocks(first, analyses)).toEqual([]);
    expect(await database.analyses.count()).toBe(blocks * analyses.length);
    for (const analysis of analyses) expect(await wordsOf(first, analysis)).toEqual(await reference(first, analysis));
    // Any stretch is a part of the whole.
    const all = await reference(first, lengths);
    const { words } = await readWords(first, lengths, 11, 13);
    expect([...words]).toEqual(all.slice(11 * lengths.words, 24 * lengths.words));
    expect((await readWords(first, lengths, 38, 99)).words).toHaveLength(2 * lengths.words);
  });

  it('cost no read of rows where they are there, also not to find out', async () => {
    const version = await loadVersion((await importRows(ROWS, { blockBytes: 300 })).id);
    await makeAll(version);
    reads.count = 0;
    expect(await makeAll(version)).toBe(0);
    for (const analysis of analyses) await readWords(version, analysis, 0, ROWS.length);
    expect(reads.count).toBe(0);
  });

  it('that are missing are named with their blocks', async () => {
    const version = await loadVersion((await importRows(ROWS, { blockBytes: 300 })).id);
    const blocks = await missingBlocks(version, [rowHash]);
    expect(blocks.reduce((sum, { rows }) => sum + rows, 0)).toBe(ROWS.length);
    const [one = 0, two = 0, ...others] = blocks.map(({ firstRow }) => firstRow);
    await makeAnalyses(version, [rowHash], [{ firstRow: two }]);
    const { words, missing } = await readWords(version, rowHash, 0, ROWS.length);
    expect(missing).toEqual([one, ...others]);
    const row = two - one;
    expect([...words.subarray(0, 4 * row)]).toEqual(Array.from({ length: 4 * row }, () => 0));
    expect([...words.subarray(4 * row, 4 * row + 4)]).toEqual(
      (await reference(version, rowHash)).slice(4 * row, 4 * row + 4),
    );
  });

  it('are shared by versions: after an edit the new row is read, and after another its own', async () => {
    const first = await importRows(ROWS, { blockBytes: 300 });
    await makeAll(await loadVersion(first.id));
    const edited = await edit(first, 17, '{"a":"by hand"}');
    reads.count = 0;
    expect(await makeAll(edited)).toBe(1);
    expect(reads.count).toBe(1);
    expect(await wordsOf(edited, rowHash)).toEqual(await reference(edited, rowHash));
    // The edited rows share a block, which has grown.
    const again = await edit(edited, 3, '{"a":"another"}');
    reads.count = 0;
    expect(await makeAll(again)).toBe(1);
    expect(reads.count).toBe(1);
    expect(await wordsOf(again, lengths)).toEqual(await reference(again, lengths));
    expect(await wordsOf(edited, lengths)).toEqual(await reference(edited, lengths));
    expect(await database.analyses.where('datasetId').equals(first.datasetId).count()).toBe(
      (await database.blocks.count()) * analyses.length,
    );
  });

  it('are made again where rows mean something else, but not those of the row alone', async () => {
    const first = await importRows(ROWS, { blockBytes: 300 });
    await makeAll(await loadVersion(first.id));
    const { seq } = await datasetOf(first.datasetId);
    const said = await setMeaning(first.datasetId, seq, { mapping: { input: 'b', output: 'a' } }, 'Other columns');
    if (!said.ok) throw new Error(said.failure.kind);
    const version = await loadVersion(said.value.id);
    expect(await missingBlocks(version, [rowHash])).toEqual([]);
    expect(await missingBlocks(version, [lengths])).toHaveLength(await database.blocks.count());
    await makeAll(version);
    expect(await wordsOf(version, lengths)).toEqual(await reference(version, lengths));
    expect(await removeStaleAnalyses(first.datasetId)).toBe(0);
    expect(await wordsOf(await loadVersion(first.id), lengths)).not.toEqual(await wordsOf(version, lengths));
  });

  it('that nobody can ask for are removed: of another version of the analysis, or of a meaning that is gone', async () => {
    const version = await loadVersion((await importRows(ROWS, { blockBytes: 300 })).id);
    const blocks = await database.blocks.count();
    const older = { ...lengths, version: 0 };
    await makeAll(version, [lengths, older]);
    await makeAll({ ...version, mapping: { input: 'x', output: null } }, [lengths]);
    expect(await database.analyses.count()).toBe(3 * blocks);
    expect(await removeStaleAnalyses(version.datasetId)).toBe(2 * blocks);
    expect(await wordsOf(version, lengths)).toEqual(await reference(version, lengths));
  });

  it('of 200,000 rows: one edit costs the read of one row', async () => {
    const many = Array.from({ length: 200_000 }, (_, row) => `{"a":"row ${row % 150_000}","b":""}`);
    const first = await importRows(many, { blockBytes: 1 << 20 });
    expect(await makeAll(await loadVersion(first.id), [rowHash])).toBe(many.length);
    const edited = await edit(first, 23_456, '{"a":"by hand"}');
    reads.count = 0;
    expect(await missingBlocks(edited, [rowHash])).toHaveLength(1);
    expect(await makeAll(edited, [rowHash])).toBe(1);
    expect(reads.count).toBe(1);
    const { words, missing } = await readWords(edited, rowHash, 0, edited.rowCount);
    expect(missing).toEqual([]);
    // The last 50,000 rows stand twice; one of the first ones is another now.
    expect(countRepeats(words)).toBe(49_999);
    expect(reads.count).toBe(1);
  });
});

describe('words never outlive their block', () => {
  it('where a run ends without a commit', async () => {
    const { datasetId, mapping } = await importRows(ROWS, { blockBytes: 300 });
    const stage = await openStage(datasetId, 'Cleaning');
    const spans = await storeRows(ROWS, stage, 300);
    const blocks = spans.map(({ first }) => ({ firstRow: first }));
    expect(await makeAnalyses({ datasetId, mapping }, [rowHash], blocks)).toBe(ROWS.length);
    expect(await database.analyses.count()).toBe(blocks.length);
    // While the blocks are gone already, a worker that goes on stores nothing.
    await Promise.all([stage.close(), makeAnalyses({ datasetId, mapping }, [lengths], blocks).catch(() => 0)]);
    expect(await database.analyses.count()).toBe(0);
  });

  it('where its dataset is deleted between their making and their storing', async () => {
    const version = await loadVersion((await importRows(ROWS, { blockBytes: 3_000 })).id);
    expect(await database.blocks.count()).toBe(1);
    reads.before = () => deleteDataset(version.datasetId);
    expect(await makeAll(version, [rowHash])).toBe(ROWS.length);
    expect(await database.analyses.count()).toBe(0);
  });

  it('where they are stored while those of the same block are being deleted', async () => {
    const version = await loadVersion((await importRows(ROWS, { blockBytes: 3_000 })).id);
    await makeAll(version, [rowHash]);
    let release = (): void => undefined;
    const gate = new Promise<void>((open) => {
      release = open;
    });
    reads.before = () => gate;
    const making = makeAll(version, [lengths]);
    await vi.waitUntil(() => reads.count === 2);
    database.analyses.hook('deleting', release);
    await Promise.all([making, deleteDataset(version.datasetId)]);
    database.analyses.hook('deleting').unsubscribe(release);
    expect(await database.analyses.count()).toBe(0);
  });

  it('whenever its dataset is deleted while they are made', async () => {
    for (let turns = 0; turns < 60; turns += 2) {
      const version = await loadVersion((await importRows(ROWS.slice(0, 6), { blockBytes: 60 })).id);
      const wait = async (): Promise<void> => {
        for (let turn = 0; turn < turns; turn++) await new Promise((next) => setImmediate(next));
      };
      const making = makeAll(version, [rowHash]).catch(() => 0);
      await Promise.all([making, wait().then(() => deleteDataset(version.datasetId))]);
      expect(await database.analyses.count(), `deleted after ${turns} turns`).toBe(0);
      expect(await database.blocks.count()).toBe(0);
    }
  });

  it('through any edits, changes, deletions and makings; they equal what the rows say, however lists are cut', async () => {
    const act = fc.oneof(
      fc.record({
        do: fc.constant('import' as const),
        rows: fc.integer({ min: 1, max: 12 }),
        cut: fc.integer({ min: 1, max: 5 }),
      }),
      fc.record({ do: fc.constantFrom('edit' as const, 'change' as const), at: fc.nat(20) }),
      fc.record({ do: fc.constantFrom('make' as const, 'delete' as const), at: fc.nat(20) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 12 }), async (acts) => {
        await emptyDatabase();
        const heads: VersionInfo[] = [];
        for (const [index, each] of acts.entries()) {
          if (each.do === 'import') {
            heads.push(await importRows(ROWS.slice(0, each.rows), { blockBytes: 90, pageRows: each.cut }));
            continue;
          }
          const chosen = each.at % Math.max(1, heads.length);
          const head = heads[chosen];
          if (!head) continue;
          if (each.do === 'delete') {
            await deleteDataset(head.datasetId);
            heads.splice(chosen, 1);
          } else if (each.do === 'make') {
            await makeAll(await loadVersion(head.id), [rowHash, lengths]);
          } else if (each.do === 'edit' && head.rowCount > 0) {
            heads[chosen] = await edit(head, each.at % head.rowCount, `{"a":"edit ${index}"}`);
          } else if (each.do === 'change') {
            const { version } = await changeRows(head, (text, row) =>
              row % 3 === each.at % 3 ? null : `${text.slice(0, -1)},"c":${row}}`,
            );
            heads[chosen] = version;
          }
          await checkOwners();
        }
        for (const { id } of heads) {
          const version = await loadVersion(id);
          await makeAll(version, [rowHash, lengths]);
          expect(await wordsOf(version, rowHash)).toEqual(await reference(version, rowHash));
          expect(await wordsOf(version, lengths)).toEqual(await reference(version, lengths));
        }
      }),
      { numRuns: 25 },
    );
  });
});
