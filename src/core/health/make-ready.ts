import type { Limits } from '../models/catalogue.ts';
import type { RecipeStep } from '../version/version.ts';
import { newestStep } from '../steps/index.ts';
import type { Fit } from './fit.ts';
import type { TuningPlace } from './places.ts';

/**
 * The steps that make the rows of a version ready for a place: what its rules propose, rows over its limits dropped, and
 * the rest in its format, which drops what can't be an example.
 */
export function makeReady(place: TuningPlace, { faults }: Fit, limits: Limits): readonly RecipeStep[] {
  const broken = new Set(faults.map(({ rule }) => rule));
  const proposed = faults.flatMap(({ fix }) =>
    fix !== null && typeof fix === 'object' ? [step(fix.step, fix.params)] : [],
  );
  const over = (rule: string, most: number | undefined, unit: string, role?: 'input' | 'output'): RecipeStep[] => {
    if (!broken.has(rule) || most === undefined) return [];
    return [step('limit-length', { most, unit, ...(role && { columns: [{ role }] }) })];
  };
  const steps = [
    ...proposed,
    ...over('input-characters', limits.inputCharacters?.value, 'characters', 'input'),
    ...over('output-characters', limits.outputCharacters?.value, 'characters', 'output'),
    ...over('tokens-per-example', limits.tokensPerExample?.value, 'tokens'),
    step('convert-format', { format: place.format }),
  ];
  const seen = new Set<string>();
  return steps.filter((each) => {
    const key = JSON.stringify(each);
    return !seen.has(key) && seen.add(key);
  });
}

function step(id: string, params: RecipeStep['params']): RecipeStep {
  return { step: id, version: newestStep(id)?.version ?? 1, params };
}
