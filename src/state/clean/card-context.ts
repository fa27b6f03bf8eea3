import { ParameterError, type StepContext } from '../../core/recipe/step.ts';
import { formatRoles } from '../../core/recipe/chosen-texts.ts';
import type { Card } from './card.svelte.ts';

/** What a card works on, and why it can't, if so. */
export interface CardContext {
  readonly context: StepContext;
  /** The roles that texts have in its format, and whether columns don't reach them. */
  readonly format: ReturnType<typeof formatRoles>;
  readonly error: { readonly parameter: string; readonly why: string } | null;
}

/**
 * The columns that each card meets: a card that renames or drops columns changes those of the cards below it.
 * A card with an impossible argument passes on what it got.
 */
export function cardContexts(cards: readonly Card[], start: StepContext): readonly CardContext[] {
  let context = start;
  return cards.map((card) => {
    const met = context;
    const format = formatRoles(met);
    if (!card.on) return { context: met, format, error: null };
    try {
      // prepare() checks its arguments as data: the registry has forgotten their types
      const prepared = card.step.prepare(card.params as Parameters<typeof card.step.prepare>[0], met);
      context = {
        columns: prepared.columns ?? met.columns,
        mapping: prepared.mapping ?? met.mapping,
        format: prepared.format ?? met.format,
      };
      return { context: met, format, error: null };
    } catch (error) {
      if (!(error instanceof ParameterError)) throw error;
      return { context: met, format, error: { parameter: error.parameter, why: error.message } };
    }
  });
}
