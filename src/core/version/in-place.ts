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
  const byId = new Map(versions.map((version) => [version.id, version]));
  const reached = (from: string): readonly string[] => {
    const ids = [from];
    for (let version = byId.get(from); version && kinds.includes(version.kind) && version.parentId !== null;) {
      ids.push(version.parentId);
      version = byId.get(version.parentId);
    }
    return ids;
  };
  const own = new Set(reached(one));
  return reached(other).some((id) => own.has(id));
}
