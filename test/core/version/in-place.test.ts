import { describe, expect, it } from 'vitest';
import { areInPlace } from '../../../src/core/version/in-place.ts';
import type { VersionInfo } from '../../../src/core/version/version.ts';

/** Versions by "id kind parent". */
function versionsOf(...lines: readonly string[]): readonly VersionInfo[] {
  return lines.map((line) => {
    const [id, kind, parentId = null] = line.split(' ');
    // The cast: nothing else of a version is looked at.
    return { id, kind, parentId } as unknown as VersionInfo;
  });
}

const VERSIONS = versionsOf(
  ...[
    'a import',
    'b edit a',
    'c mark b',
    'd apply c',
    'e edit d',
    'f mapping e',
    'g edit b',
    'h restore f',
    'i edit h',
  ],
);

describe('rows of two versions', () => {
  it.each(['a a', 'a b', 'c a', 'c g', 'g c', 'd f', 'h i', 'x x'])('are in the same places: %s', (pair) => {
    const [one = '', other = ''] = pair.split(' ');
    expect(areInPlace(VERSIONS, one, other)).toBe(true);
  });

  it.each(['c d', 'd c', 'e c', 'e b', 'f h', 'i f', 'a x'])('may have moved: %s', (pair) => {
    const [one = '', other = ''] = pair.split(' ');
    expect(areInPlace(VERSIONS, one, other)).toBe(false);
  });

  it('are as they must be where fewer changes count as still', () => {
    expect(areInPlace(VERSIONS, 'f', 'e', ['edit', 'mark'])).toBe(false);
    expect(areInPlace(VERSIONS, 'c', 'a', ['edit', 'mark'])).toBe(true);
  });
});
