import type { RecipeStep, StepLog, VersionInfo } from './version.ts';

/**
 * The log of a version from its import on: every step that its rows went through, in order. A version that was restored
 * goes on from the one that it is based on; what was undone is in no line. Empty where the version is not among `versions`.
 */
export function logOf(versions: readonly VersionInfo[], versionId: string): readonly StepLog[] {
  const byId = new Map(versions.map((version) => [version.id, version]));
  const logs: (readonly StepLog[])[] = [];
  let version = byId.get(versionId);
  while (version) {
    logs.push(version.log);
    version = byId.get(version.basedOn ?? version.parentId ?? '');
  }
  return logs.reverse().flat();
}

/** The recipe of a version: its log without what the steps did. */
export function recipeOf(versions: readonly VersionInfo[], versionId: string): readonly RecipeStep[] {
  return logOf(versions, versionId).map(({ step, version, params }) => ({ step, version, params }));
}
