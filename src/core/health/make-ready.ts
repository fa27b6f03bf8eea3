import type { Limits } from '../models/catalogue.ts';
import type { RecipeStep } from '../version/version.ts';
import { newestStep } from '../steps/index.ts';
import type { Fit, FitFault } from './fit.ts';
import type { TuningPlace } from './places.ts';

/**
 * The steps that make the rows of a version ready for a place: what its rules propose, rows over its limits dropped, and
 * the rest in its format, which drops what can't be an example.
 */
export function makeReady(place: TuningPlace, { faults }: Fit, limits: Limits): readonly RecipeStep[] {
  const steps = [
    ...faults.flatMap((fault) => stepsForFault(fault, limits)),
    step('convert-format', { format: place.format }),
  ];
  const seen = new Set<string>();
  return steps.filter((each) => {
    const key = JSON.stringify(each);
    return !seen.has(key) && seen.add(key);
  });
}

/** The steps that get rid of one fault by themselves; none where the rows must be changed by hand or converted. */
export function stepsForFault({ rule, fix }: Pick<FitFault, 'rule' | 'fix'>, limits: Limits): readonly RecipeStep[] {
  if (fix !== null && typeof fix === 'object') return [step(fix.step, fix.params)];
  const over = (most: number | undefined, unit: string, role?: 'input' | 'output'): readonly RecipeStep[] => {
    return most === undefined ? [] : [step('limit-length', { most, unit, ...(role && { columns: [{ role }] }) })];
  };
  switch (rule) {
    case 'input-characters':
      return over(limits.inputCharacters?.value, 'characters', 'input');
    case 'output-characters':
      return over(limits.outputCharacters?.value, 'characters', 'output');
    case 'tokens-per-example':
      return over(limits.tokensPerExample?.value, 'tokens');
    default:
      return [];
  }
}

function step(id: string, params: RecipeStep['params']): RecipeStep {
  return { step: id, version: newestStep(id)?.version ?? 1, params };
}
