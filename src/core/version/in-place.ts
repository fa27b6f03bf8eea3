import type { VersionInfo } from './version.ts';

/** Kinds of changes that move no row. */
const STILL: readonly VersionInfo['kind'][] = ['edit', 'mark', 'mapping'];

/**
 * Whether each row is at the same position in two versions, whichever is older: there is nothing between them but changes
 * that move none.
 */
export function areInPlace(
  versions: readonly VersionInfo[],
  one: string,
  other: string,
  kinds: readonly VersionInfo['kind'][] = STILL,
): boolean {
  const own = new Set(reached(versions, one, kinds));
  return reached(versions, other, kinds).some((id) => own.has(id));
}

/** Whether a version is, or came of, an earlier one by nothing but changes of these kinds. */
export function cameOf(
  versions: readonly VersionInfo[],
  later: string,
  earlier: string,
  kinds: readonly VersionInfo['kind'][],
): boolean {
  return reached(versions, later, kinds).includes(earlier);
}

/** The version and those before it, as far as only such changes lie between. */
function reached(
  versions: readonly VersionInfo[],
  from: string,
  kinds: readonly VersionInfo['kind'][],
): readonly string[] {
  const byId = new Map(versions.map((version) => [version.id, version]));
  const ids = [from];
  for (let version = byId.get(from); version && kinds.includes(version.kind) && version.parentId !== null;) {
    ids.push(version.parentId);
    version = byId.get(version.parentId);
  }
  return ids;
}
