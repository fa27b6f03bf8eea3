import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VersionInfo } from '../../../src/core/version/version.ts';
import { standingOf, versionGroups } from '../../../src/state/history/version-groups.ts';

function version(number: number, kind: VersionInfo['kind'], createdAt: number, parent = number - 1): VersionInfo {
  return {
    id: `v${number}`,
    datasetId: 'd',
    parentId: parent > 0 ? `v${parent}` : null,
    number,
    createdAt,
    kind,
    title: kind,
    log: [],
    columns: [],
    mapping: { input: null, output: null },
    rowCount: 1,
    byteCount: 1,
    digest: '',
    sources: [],
    durationMs: 0,
  };
}

describe('versions as the history shows them', () => {
  it('makes hand edits within a minute one entry', () => {
    const versions = [
      version(4, 'edit', 50_000),
      version(3, 'edit', 30_000),
      version(2, 'edit', 1_000),
      version(1, 'import', 0),
    ];
    const groups = versionGroups(versions, { headId: 'v4', redo: [] });
    expect(groups.map(({ version: { number }, others }) => [number, others.length])).toEqual([
      [4, 2],
      [1, 0],
    ]);
  });

  it('keeps apart what lies a minute apart, or on another branch', () => {
    const place = { headId: 'v3', redo: [] };
    expect(versionGroups([version(3, 'edit', 90_000), version(2, 'edit', 1_000)], place)).toHaveLength(2);
    expect(versionGroups([version(3, 'edit', 2_000, 1), version(2, 'edit', 1_000)], place)).toHaveLength(2);
    expect(versionGroups([version(3, 'apply', 2_000), version(2, 'apply', 1_000)], place)).toHaveLength(2);
  });

  it('have one current version wherever Undo leads, also into the middle of hand edits and behind a Restore', () => {
    const versions = [
      version(5, 'restore', 4_000),
      version(4, 'edit', 3_000),
      version(3, 'edit', 2_000),
      version(2, 'edit', 1_000),
      version(1, 'import', 0),
    ];
    for (let head = 5; head > 0; head--) {
      const place = { headId: `v${head}`, redo: versions.slice(0, 5 - head).map(({ id }) => id) };
      const current = versionGroups(versions, place).filter(({ standing }) => standing === 'current');
      expect(current.map((group) => group.version.number)).toEqual([head]);
    }
    const middle = versionGroups(versions, { headId: 'v3', redo: ['v5', 'v4'] });
    expect(middle.map(({ version: { number }, standing, others }) => [number, standing, others.length])).toEqual([
      [5, 'undone', 0],
      [4, 'undone', 0],
      [3, 'current', 1],
      [1, 'earlier', 0],
    ]);
  });

  it('have exactly one current version in whatever history', () => {
    const kinds = fc.constantFrom<VersionInfo['kind']>('edit', 'edit', 'apply', 'restore');
    const made = fc.array(fc.record({ kind: kinds, ms: fc.nat(90_000), parent: fc.nat() }), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(made, fc.nat(), fc.nat(4), (steps, at, undone) => {
        let now = 0;
        const oldestFirst = [version(1, 'import', 0)];
        for (const { kind, ms, parent } of steps) {
          now += ms;
          const number = oldestFirst.length + 1;
          // Mostly one after another, as they are made; now and then after an undo.
          oldestFirst.push(version(number, kind, now, parent % 3 === 0 ? 1 + (parent % (number - 1)) : number - 1));
        }
        const versions = oldestFirst.toReversed();
        const head = versions[at % versions.length];
        const redo = versions.filter(({ parentId }) => parentId === head?.id).slice(0, undone);
        const groups = versionGroups(versions, { headId: head?.id ?? '', redo: redo.map(({ id }) => id) });
        const current = groups.filter(({ standing }) => standing === 'current');
        expect(current.map((group) => group.version.id)).toEqual([head?.id]);
      }),
    );
  });

  it('tells the current version from earlier, undone and branched ones', () => {
    const versions = [
      version(4, 'apply', 4, 1),
      version(3, 'apply', 3, 2),
      version(2, 'apply', 2),
      version(1, 'import', 1),
    ];
    const dataset = { headId: 'v2', redo: ['v3'] };
    expect(versions.map((each) => standingOf(each, versions, dataset))).toEqual([
      'branch',
      'undone',
      'current',
      'earlier',
    ]);
  });
});
