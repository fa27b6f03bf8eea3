import { fail, ok, type Result } from '../failure.ts';
import { ParameterError, type PreparedStep, type StepContext, type Survey } from './step.ts';
import type { Mapping } from '../example/mapping.ts';
import { checkParams, completeParams, findStep } from '../steps/index.ts';
import type { RecipeStep } from '../version/version.ts';

/** Steps that run in one pass: those that look at each row alone, up to one that decides over all rows. */
export interface Phase {
  readonly applies: readonly PhaseApply[];
  readonly survey: Survey | null;
  readonly decide: Decider | null;
}

/** A step of a phase that looks at each row alone, and its place in the recipe. */
export interface PhaseApply {
  readonly index: number;
  readonly apply: NonNullable<PreparedStep['apply']>;
  /** Hashes of rows that it keeps though it would drop them. */
  readonly keep?: ReadonlySet<string> | undefined;
}

/** The step of a phase that decides, and its place in the recipe. */
export interface Decider {
  readonly index: number;
  readonly decide: NonNullable<PreparedStep['decide']>;
  readonly compares: NonNullable<PreparedStep['compares']>;
  readonly join?: PreparedStep['join'] | undefined;
  /** Hashes of rows that it keeps though it would drop them. */
  readonly keep?: ReadonlySet<string> | undefined;
}

export interface PreparedRecipe {
  readonly phases: readonly Phase[];
  readonly titles: readonly string[];
  readonly columns: readonly string[];
  /** Columns that a step could not know to be there: see `GuessedColumns`. */
  readonly guessed: readonly string[];
  readonly mapping: Mapping;
  readonly format: string | undefined;
}

/** Makes a recipe's steps ready, each for the columns that the one before it leaves, and groups them into passes. */
export function prepareRecipe(recipe: readonly RecipeStep[], start: StepContext): Result<PreparedRecipe> {
  const phases: Phase[] = [];
  const titles: string[] = [];
  const guessed = new Set<string>();
  let context = start;
  let applies: PhaseApply[] = [];
  for (const [index, entry] of recipe.entries()) {
    const prepared = prepareStep(entry, context);
    if (!prepared.ok) return prepared;
    const { title, step } = prepared.value;
    titles.push(title);
    for (const name of step.guessed ?? []) guessed.add(name);
    const keep = entry.keep && entry.keep.length > 0 ? new Set(entry.keep) : undefined;
    if (step.apply) applies.push({ index, apply: step.apply, keep });
    if (step.decide) {
      const decide = { index, decide: step.decide, compares: step.compares ?? {}, join: step.join, keep };
      phases.push({ applies, survey: step.survey ?? null, decide });
      applies = [];
    }
    context = contextAfter(step, context);
  }
  if (applies.length > 0 || phases.length === 0) phases.push({ applies, survey: null, decide: null });
  const { columns, mapping, format } = context;
  return ok({ phases, titles, columns, guessed: [...guessed], mapping, format });
}

/** The same context where a step changes nothing of it: what steps know of rows is kept by it. */
function contextAfter({ columns, mapping, format }: PreparedStep, before: StepContext): StepContext {
  if (!columns && !mapping && format === undefined) return before;
  return {
    columns: columns ?? before.columns,
    mapping: mapping ?? before.mapping,
    format: format ?? before.format,
  };
}

function prepareStep(entry: RecipeStep, context: StepContext): Result<{ title: string; step: PreparedStep }> {
  const step = findStep(entry.step, entry.version);
  if (!step) {
    return fail({
      kind: 'bad-parameter',
      step: entry.step,
      parameter: 'version',
      why: `This Lapidary has no version ${entry.version} of this step.`,
    });
  }
  const wrong = checkParams(step, entry.params);
  if (wrong) return fail(wrong);
  try {
    return ok({ title: step.title, step: step.prepare(completeParams(step, entry.params), context) });
  } catch (error) {
    if (!(error instanceof ParameterError)) throw error;
    return fail({ kind: 'bad-parameter', step: step.title, parameter: error.parameter, why: error.message });
  }
}
