import type { RuleFix } from '../../core/rules/rule.ts';
import { newestStep } from '../../core/steps/index.ts';
import type { VersionInfo } from '../../core/version/version.ts';
import type { App } from '../frame/app.ts';
import { Recipe } from './recipe.svelte.ts';

type StepFix = Exclude<RuleFix, null | 'leave-out'>;

/** Puts the step that is rid of a finding at the end of the recipe, and shows it there. */
export function addFix(
  { recipes, router, notices }: App,
  { datasetId }: VersionInfo,
  { step: id, params }: StepFix,
): void {
  const step = newestStep(id);
  if (!step) throw new Error(`step ${id} is not one of this program`);
  recipes.of(datasetId, Recipe).add(step, params);
  notices.say(`${step.title} is added.`, null, 'Look at what it does, then press Apply.');
  router.go('datasets', datasetId, 'clean');
}
