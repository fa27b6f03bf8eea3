import { expect, it } from 'vitest';
import type { VersionInfo } from '../../../src/core/version/version.ts';
import { comparedOf, queryOfCompared } from '../../../src/state/history/history-address.ts';

// The cast: nothing else of a version is asked.
const versions = [1, 2, 11].map((number) => ({ id: `v${String(number)}`, number }) as VersionInfo);
const [first, , last] = versions;

it('names two versions by their numbers, in either order', () => {
  if (!first || !last) throw new Error('three versions have a first and a last');
  expect(comparedOf(queryOfCompared(first, last), versions)).toEqual({ before: first, after: last });
  expect(comparedOf(queryOfCompared(last, first), versions)).toEqual({ before: last, after: first });
});

it.each(['', 'from=1', 'from=1&to=3', 'from=1&to=1.0', 'from=&to='])('names none with "%s"', (query) => {
  expect(comparedOf(query, versions)).toBeNull();
});
