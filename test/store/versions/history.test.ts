import '../../support/fake-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Result } from '../../../src/core/failure.ts';
import { recipeOf } from '../../../src/core/version/lineage.ts';
import type { RecipeStep, VersionInfo } from '../../../src/core/version/version.ts';
import { database } from '../../../src/store/database.ts';
import { editRow } from '../../../src/store/versions/edit-row.ts';
import { redo, restore, setMeaning, undo } from '../../../src/store/versions/history.ts';
import { listVersions, loadVersion } from '../../../src/store/versions/versions.ts';
import { changeRows, datasetOf, emptyDatabase, importRows, readTexts } from '../../support/stored.ts';

const ROWS = ['{"a":1}', '{"a":2}', '{"a":3}'];
const MOVED = { ok: false, failure: { kind: 'head-moved' } };

beforeEach(emptyDatabase);

/** A dataset with three versions: 1 → 2 → 3. */
async function threeVersions(): Promise<readonly [VersionInfo, VersionInfo, VersionInfo]> {
  const first = await importRows(ROWS);
  const second = (await changeRows(first, (text) => text.replace('1', '10'))).version;
  return [first, second, (await changeRows(second, (text) => text.replace('2', '20'))).version];
}

function stepOf({ step, version, params }: RecipeStep): RecipeStep {
  return { step, version, params };
}

function numberOf(result: Result<VersionInfo>): number | string {
  return result.ok ? result.value.number : result.failure.kind;
}

describe('undo and redo', () => {
  it('walk back to the import and forward again, each step once', async () => {
    const [{ datasetId }] = await threeVersions();
    const walk: (number | string)[] = [];
    for (const move of [undo, undo, undo, redo, redo, redo, undo]) {
      walk.push(numberOf(await move(datasetId, (await datasetOf(datasetId)).seq)));
    }
    expect(walk).toEqual([2, 1, 'head-moved', 2, 3, 'head-moved', 2]);
    expect(await listVersions(datasetId)).toHaveLength(3);
  });

  it('refuse where the head moved since the caller looked', async () => {
    const [{ datasetId }] = await threeVersions();
    const { seq } = await datasetOf(datasetId);
    const moves = await Promise.all([undo(datasetId, seq), undo(datasetId, seq)]);
    expect(moves.map(numberOf).sort()).toEqual([2, 'head-moved']);
    expect(await redo(datasetId, seq)).toEqual(MOVED);
    expect(await undo('no such dataset', 1)).toEqual(MOVED);
  });

  it('lead along the branch that was made after an undo', async () => {
    const [first, second] = await threeVersions();
    const { datasetId } = first;
    await undo(datasetId, 3);
    await changeRows(second, () => null);
    expect(numberOf(await redo(datasetId, 5))).toBe('head-moved');
    expect(numberOf(await undo(datasetId, 5))).toBe(2);
    expect(numberOf(await redo(datasetId, 6))).toBe(4);
  });
});

describe('restore', () => {
  it('makes an older version current as a version of its own, which can be undone', async () => {
    const [first, , third] = await threeVersions();
    const restored = await restore(first.datasetId, 3, first.id);
    expect(restored).toMatchObject({
      ok: true,
      value: { number: 4, parentId: third.id, kind: 'restore', digest: first.digest, title: 'Restored version 1' },
    });
    expect(numberOf(await undo(first.datasetId, 4))).toBe(3);
  });

  it('has the recipe of what it restored, also after further changes, and not what was undone', async () => {
    const { datasetId } = await importRows(ROWS);
    for (const [row, text] of ROWS.entries()) await editRow(datasetId, row, text, `{"b":${row}}`);
    const [, , second] = await listVersions(datasetId);
    await restore(datasetId, 4, second?.id ?? '');
    await editRow(datasetId, 2, '{"a":3}', '{"c":3}');
    const versions = await listVersions(datasetId);
    const { headId } = await datasetOf(datasetId);
    expect(await readTexts(headId)).toEqual(['{"b":0}', '{"a":2}', '{"c":3}']);
    const edited = recipeOf(versions, headId).filter(({ step }) => step.startsWith('edit'));
    expect(edited).toEqual([...(second?.log ?? []), ...(versions[0]?.log ?? [])].map(stepOf));
    expect(versions[0]).not.toHaveProperty('basedOn');
  });

  it('stores no rows and no segments', async () => {
    const first = await importRows(ROWS, { pageRows: 2 });
    const second = (await changeRows(first, () => null)).version;
    const stored = await Promise.all([database.blocks.count(), database.segments.count()]);
    const restored = await restore(first.datasetId, 2, first.id);
    expect(await Promise.all([database.blocks.count(), database.segments.count()])).toEqual(stored);
    expect(await readTexts(restored.ok ? restored.value.id : '')).toEqual(ROWS);
    expect(await readTexts(second.id)).toEqual([]);
  });

  it('refuses where the head moved before or while it ran, and leaves no branch behind', async () => {
    const [first] = await threeVersions();
    expect(await restore(first.datasetId, 2, first.id)).toEqual(MOVED);
    const both = await Promise.all([restore(first.datasetId, 3, first.id), restore(first.datasetId, 3, first.id)]);
    expect(both.map(numberOf).sort()).toEqual([4, 'head-moved']);
    expect(await listVersions(first.datasetId)).toHaveLength(4);
  });
});

describe('setMeaning', () => {
  it('is a version with the same rows', async () => {
    const first = await importRows(ROWS);
    const meaning = { mapping: { input: null, output: 'a' }, format: 'alpaca' };
    const set = await setMeaning(first.datasetId, 1, meaning, 'Format: Alpaca');
    const expected = { kind: 'mapping', ...meaning, digest: first.digest, title: 'Format: Alpaca' };
    expect(set).toMatchObject({ ok: true, value: expected });
    const columns = { mapping: meaning.mapping, format: undefined };
    expect(await setMeaning(first.datasetId, 2, columns, 'Columns')).toMatchObject({ ok: true, value: columns });
    expect(numberOf(await undo(first.datasetId, 3))).toBe(2);
  });

  it('gives the head where the rows mean it already', async () => {
    const first = await importRows(ROWS);
    const same = await setMeaning(first.datasetId, 1, { mapping: { output: null, input: 'a', label: null } }, '');
    expect(same).toMatchObject({ ok: true, value: { id: first.id } });
    expect(await restore(first.datasetId, 1, first.id)).toEqual({ ok: true, value: await loadVersion(first.id) });
    expect(await listVersions(first.datasetId)).toHaveLength(1);
  });

  it('refuses where the head moved', async () => {
    const [first] = await threeVersions();
    const meaning = { mapping: { input: null, output: null }, format: undefined };
    expect(await setMeaning(first.datasetId, 1, meaning, '')).toEqual(MOVED);
    expect(await setMeaning('no such dataset', 1, meaning, '')).toEqual(MOVED);
  });
});
