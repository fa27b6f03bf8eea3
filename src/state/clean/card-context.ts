import { ParameterError, type StepContext } from '../../core/recipe/step.ts';
import { formatRoles } from '../../core/recipe/chosen-texts.ts';
import { completeParams } from '../../core/steps/index.ts';
import type { Card } from './card.svelte.ts';

/** What a card works on, and why it can't, if so. */
export interface CardContext {
  readonly context: StepContext;
  /** The roles that texts have in its format, and whether columns don't reach them. */
  readonly format: ReturnType<typeof formatRoles>;
  readonly error: { readonly parameter: string; readonly why: string } | null;
}

export interface CardContexts {
  /** One a card. */
  readonly all: readonly CardContext[];
  /** What another card below them would work on. */
  readonly end: StepContext;
}

/**
 * The columns that each card meets: a card that renames or drops columns changes those of the cards below it.
 * A card with an impossible argument passes on what it got.
 */
export function cardContexts(cards: readonly Card[], start: StepContext): CardContexts {
  let context = start;
  const all = cards.map((card): CardContext => {
    const met = context;
    const format = formatRoles(met);
    if (!card.on) return { context: met, format, error: null };
    try {
      // A stored step may leave out what is as it was at first.
      const prepared = card.step.prepare(completeParams(card.step, card.params), met);
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
  return { all, end: context };
}
