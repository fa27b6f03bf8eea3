import type { RecipeStep, VersionInfo } from './version.ts';

/** The steps from the import to a version, in their order. */
export function recipeOf(versions: readonly VersionInfo[], versionId: string): readonly RecipeStep[] {
  const byId = new Map(versions.map((version) => [version.id, version]));
  const steps: RecipeStep[][] = [];
  for (let version = byId.get(versionId); version; version = byId.get(version.parentId ?? '')) {
    steps.push(version.log.map(({ step, version: number, params }) => ({ step, version: number, params })));
  }
  return steps.reverse().flat();
}
