import type { Json } from '../../core/json.ts';
import type { Step } from '../../core/recipe/step.ts';
import type { RecipeStep, StepLog } from '../../core/version/version.ts';

/** One step of a recipe while it is being written. */
export class Card {
  readonly id: number;
  readonly step: Step;
  on = $state(true);
  params = $state.raw<Readonly<Record<string, Json>>>({});
  sample = $state.raw<StepLog | null>(null);
  exact = $state.raw<StepLog | null>(null);

  constructor(id: number, step: Step, params: Readonly<Record<string, Json>>) {
    this.id = id;
    this.step = step;
    this.params = params;
  }

  get stored(): RecipeStep {
    return { step: this.step.id, version: this.step.version, params: this.params };
  }
}
