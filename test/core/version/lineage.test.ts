import { describe, expect, it } from 'vitest';
import { recipeOf } from '../../../src/core/version/lineage.ts';
import type { VersionInfo } from '../../../src/core/version/version.ts';

/** A version whose log has these steps, with what logs say beyond the step. */
function makeVersion(id: string, parentId: string | null, steps: readonly string[]): VersionInfo {
  const counts = { rowsIn: 9, rowsOut: 9, changed: 1, dropped: {}, examples: [] };
  const log = steps.map((step) => ({ step, version: 2, params: { of: id }, title: step, ...counts }));
  return {
    ...{ id, parentId, datasetId: 'd', number: 1, createdAt: 0, kind: 'apply', title: '', columns: [], rowCount: 9 },
    ...{ mapping: { input: null, output: null }, byteCount: 0, digest: '', sources: [], durationMs: 0 },
    log,
  };
}

describe('a recipe', () => {
  const versions = [
    makeVersion('import', null, []),
    makeVersion('trim', 'import', ['trim', 'drop-empty']),
    makeVersion('branch', 'trim', ['find-replace']),
    makeVersion('head', 'trim', ['dedupe']),
  ];

  it('is all steps from the import to the version, in their order, and nothing of its branches', () => {
    expect(recipeOf(versions, 'head')).toEqual([
      { step: 'trim', version: 2, params: { of: 'trim' } },
      { step: 'drop-empty', version: 2, params: { of: 'trim' } },
      { step: 'dedupe', version: 2, params: { of: 'head' } },
    ]);
    expect(recipeOf([...versions].reverse(), 'head')).toEqual(recipeOf(versions, 'head'));
  });

  it('goes on from what a version is based on, and names no step that a Restore has undone', () => {
    const restored = [
      ...versions,
      { ...makeVersion('restored', 'head', []), basedOn: 'import' },
      makeVersion('later', 'restored', ['upper']),
      { ...makeVersion('again', 'later', []), basedOn: 'restored' },
      { ...makeVersion('back', 'again', []), basedOn: 'branch' },
    ];
    const stepsOf = (id: string): string[] => recipeOf(restored, id).map(({ step }) => step);
    expect(['restored', 'later', 'again', 'back'].map(stepsOf)).toEqual([
      [],
      ['upper'],
      [],
      ['trim', 'drop-empty', 'find-replace'],
    ]);
  });

  it('is empty for an import, and for what is not there', () => {
    expect(recipeOf(versions, 'import')).toEqual([]);
    expect(recipeOf(versions, 'elsewhere')).toEqual([]);
  });
});
