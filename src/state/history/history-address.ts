import type { VersionInfo } from '../../core/version/version.ts';
import { queryOf } from '../frame/router.svelte.ts';

/** The query of an address that compares two versions, by their numbers. */
export function queryOfCompared(before: VersionInfo, after: VersionInfo): string {
  return queryOf([
    ['from', String(before.number)],
    ['to', String(after.number)],
  ]);
}

/** The versions that a query compares; null where it names none, or one that is not there. */
export function comparedOf(
  query: string,
  versions: readonly VersionInfo[],
): { readonly before: VersionInfo; readonly after: VersionInfo } | null {
  const params = new URLSearchParams(query);
  const find = (name: string) => versions.find(({ number }) => String(number) === params.get(name));
  const [before, after] = [find('from'), find('to')];
  return before && after ? { before, after } : null;
}
