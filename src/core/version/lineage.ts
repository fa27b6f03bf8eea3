import { changeOf } from './changes.ts';
import type { RecipeStep, SourceFile, StepLog, VersionInfo } from './version.ts';

/** A step of a version's past, with the version whose log has it. */
export interface LineageStep {
  readonly versionId: string;
  readonly log: StepLog;
}

/**
 * Every step that a version's rows went through, from their import on. A version that was restored goes on from the one
 * that it is based on: what was undone is in no step. Empty where the version is not among `versions`.
 */
export function lineageOf(versions: readonly VersionInfo[], versionId: string): readonly LineageStep[] {
  const byId = new Map(versions.map((version) => [version.id, version]));
  const steps: LineageStep[][] = [];
  let version = byId.get(versionId);
  while (version) {
    const { id, log } = version;
    steps.push(log.map((line) => ({ versionId: id, log: line })));
    version = byId.get(version.basedOn ?? version.parentId ?? '');
  }
  return steps.reverse().flat();
}

/** The recipe of a version: its steps without what they did. */
export function recipeOf(versions: readonly VersionInfo[], versionId: string): readonly RecipeStep[] {
  return lineageOf(versions, versionId).map(({ log }) => stepOf(log));
}

/** A step without what it did. */
export function stepOf({ step, version, params, keep }: RecipeStep): RecipeStep {
  return { step, version, params, ...(keep && keep.length > 0 && { keep }) };
}

/** The files that a version's rows came from, in the order of its recipe. */
export function sourcesOf(versions: readonly VersionInfo[], versionId: string): readonly SourceFile[] {
  return versions.find(({ id }) => id === versionId)?.sources ?? [];
}

/** The names by which a recipe tells where rows come from: those of its files, and those of rows added by hand. */
export function namesIn(recipe: readonly RecipeStep[]): string[] {
  return recipe.flatMap((step) => {
    const change = changeOf(step);
    if (change?.id === 'add-rows') return [change.params.name];
    return change?.id === 'import' || change?.id === 'append' ? change.params.files.map(({ name }) => name) : [];
  });
}
