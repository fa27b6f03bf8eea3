import type { Finding } from '../health/finding.ts';
import { newestStep } from '../steps/index.ts';
import type { RecipeStep } from '../version/version.ts';
import { isSameStep } from './recipe-cards.ts';
import type { StepGroup } from './step.ts';

/** What a person would clean up without asking: everything else is looked at in Health first. */
const ROUTINE: ReadonlySet<string> = new Set([
  'duplicate-rows',
  'empty-rows',
  'hidden-characters',
  'mojibake',
  'refused-answers',
  'role-tags',
  'short-answers',
  'split-accents',
  'stray-spaces',
]);

/** True for a finding that steps get rid of without taking anything that somebody may want to keep. */
export function isRoutine({ rule, fix, count }: Finding): boolean {
  return ROUTINE.has(rule) && fix.length > 0 && count > 0;
}

/** Texts are put right before rows are judged by them; what is equal then goes last. */
const LAST = 'remove-duplicates';
const GROUPS: readonly StepGroup[] = ['Text', 'Columns', 'Rows', 'Other'];

/** The steps that get rid of findings, each once, in the order in which they should run. */
export function fixSteps(findings: readonly Finding[]): readonly RecipeStep[] {
  const steps: RecipeStep[] = [];
  for (const step of findings.flatMap(({ fix }) => fix)) {
    if (!steps.some((known) => isSameStep(known, step))) steps.push(step);
  }
  return steps
    .map((step, index) => ({ step, index, place: placeOf(step) }))
    .sort((one, other) => one.place - other.place || one.index - other.index)
    .map(({ step }) => step);
}

function placeOf({ step }: RecipeStep): number {
  if (step === LAST) return GROUPS.length;
  const at = GROUPS.indexOf(newestStep(step)?.group ?? 'Other');
  return at < 0 ? GROUPS.length - 1 : at;
}
