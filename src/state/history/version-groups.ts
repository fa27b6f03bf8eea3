import type { VersionInfo } from '../../core/version/version.ts';

/** Versions that the list shows as one entry: hand edits in quick succession, else one alone. Newest first. */
export interface VersionGroup {
  /** What stands for the group: its newest. */
  readonly version: VersionInfo;
  readonly others: readonly VersionInfo[];
  /** Of the newest; the others are on its side of the head. */
  readonly standing: Standing;
}

/** Where a dataset is in its history. */
export interface Place {
  readonly headId: string;
  readonly redo: readonly string[];
}

const APART_MS = 60_000;

/**
 * Collapses hand edits that follow on each other within a minute. The head begins an entry even in the middle of such a
 * run, after an undo: the list would else have no current version. `versions` newest first.
 */
export function versionGroups(versions: readonly VersionInfo[], place: Place): readonly VersionGroup[] {
  const groups: { version: VersionInfo; others: VersionInfo[]; standing: Standing }[] = [];
  for (const version of versions) {
    const group = groups.at(-1);
    const oldest = group?.others.at(-1) ?? group?.version;
    const standing = standingOf(version, versions, place);
    if (group && oldest && continues(version, oldest) && isBehind(standing, group.standing)) group.others.push(version);
    else groups.push({ version, others: [], standing });
  }
  return groups;
}

function continues(earlier: VersionInfo, later: VersionInfo): boolean {
  return (
    earlier.kind === 'edit' &&
    later.kind === 'edit' &&
    later.parentId === earlier.id &&
    later.createdAt - earlier.createdAt < APART_MS
  );
}

function isBehind(earlier: Standing, newest: Standing): boolean {
  return earlier === (newest === 'current' ? 'earlier' : newest);
}

/** How a version relates to the head: itself, on the way to it, what Redo would bring back, or beside it. */
export type Standing = 'current' | 'earlier' | 'undone' | 'branch';

export function standingOf(version: VersionInfo, versions: readonly VersionInfo[], { headId, redo }: Place): Standing {
  if (version.id === headId) return 'current';
  if (redo.includes(version.id)) return 'undone';
  const byId = new Map(versions.map((each) => [each.id, each]));
  for (let at = byId.get(headId)?.parentId ?? null; at !== null; at = byId.get(at)?.parentId ?? null) {
    if (at === version.id) return 'earlier';
  }
  return 'branch';
}
