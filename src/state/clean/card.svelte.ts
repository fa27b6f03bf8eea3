import type { Json } from '../../core/json.ts';
import type { RecipeCard } from '../../core/recipe/recipe-cards.ts';
import { findStep } from '../../core/steps/index.ts';
import type { ParamSpec, Step } from '../../core/recipe/step.ts';
import type { RecipeStep, StepLog } from '../../core/version/version.ts';

/** The parameters that are typed letter by letter; any other is chosen, and whole with that. */
const TYPED: ReadonlySet<ParamSpec['type'] | undefined> = new Set(['text', 'number', 'renames'] as const);

/** One step of a recipe while it is being written. */
export class Card {
  readonly id: number;
  readonly step: Step;
  on = $state(true);
  params = $state.raw<Readonly<Record<string, Json>>>({});
  /** Hashes of rows that it keeps though it would drop them. */
  keep = $state.raw<readonly string[]>([]);
  /** Whether its fields are shown. */
  open = $state(false);
  /** Its place among the applied steps, where it comes from one of them. */
  applied = $state<number | undefined>(undefined);
  /** The fields that were typed in: what is wrong in another one is no error yet. */
  touched = $state.raw<ReadonlySet<string>>(new Set());
  sample = $state.raw<StepLog | null>(null);
  exact = $state.raw<StepLog | null>(null);

  constructor(id: number, step: Step, params: Readonly<Record<string, Json>>) {
    this.id = id;
    this.step = step;
    this.params = params;
  }

  /** The step as a version's log has it. */
  get recipeStep(): RecipeStep {
    const { step, params, keep } = this;
    return { step: step.id, version: step.version, params, ...(keep.length > 0 && { keep }) };
  }

  /** The card as it is kept while the recipe is written. */
  get stored(): RecipeCard {
    return { ...this.recipeStep, on: this.on, ...(this.applied !== undefined && { applied: this.applied }) };
  }

  isTyped(name: string): boolean {
    return TYPED.has(this.step.params[name]?.type);
  }

  set(name: string, value: Json): void {
    this.params = { ...this.params, [name]: value };
    this.touched = new Set([...this.touched, name]);
  }

  /** Becomes what is stored of the same step, and stays as open as it is; false for another step. */
  become({ step, version, params, keep = [], on, applied }: RecipeCard): boolean {
    if (step !== this.step.id || version !== this.step.version) return false;
    this.params = params;
    this.keep = keep;
    this.on = on;
    this.applied = applied;
    return true;
  }
}

/** The card of a step that is stored; null where this program doesn't have the step. */
export function cardOf(id: number, stored: RecipeCard): Card | null {
  const step = findStep(stored.step, stored.version);
  if (!step) return null;
  const card = new Card(id, step, stored.params);
  card.become(stored);
  return card;
}
