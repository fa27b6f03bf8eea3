import { equalJson } from '../conversion/equal-json.ts';
import { stepOf } from '../version/lineage.ts';
import type { RecipeStep, StepLog, VersionInfo } from '../version/version.ts';

/** A step of a recipe on the screen, as it is stored while the recipe is written. */
export interface RecipeCard extends RecipeStep {
  /** A card that is off is no part of the recipe, and waits. */
  readonly on: boolean;
  /** Its place among the steps that are applied already, where it came from one of them. */
  readonly applied?: number;
}

/** A step that made the head from the version before the recipe. */
export interface AppliedStep {
  readonly log: StepLog;
  /** The version whose log has it, and its place there. */
  readonly versionId: string;
  readonly step: number;
}

/** The steps that were last applied to a dataset. */
export interface Applied {
  /** The version whose rows they began with; the head itself where nothing was applied to it. */
  readonly baseId: string;
  readonly steps: readonly AppliedStep[];
}

/** The cleaning steps that lead to a version without anything else between them. */
export function appliedTo(versions: readonly VersionInfo[], headId: string): Applied {
  const byId = new Map(versions.map((version) => [version.id, version]));
  const steps: AppliedStep[][] = [];
  let id = headId;
  for (let version = byId.get(id); version; version = byId.get(id)) {
    const before = version.basedOn ?? version.parentId;
    if (before === null || !byId.has(before)) break;
    const { id: versionId, kind, log } = version;
    // A version that was restored has the steps of the one that it restores.
    if (kind !== 'apply' && kind !== 'restore') break;
    steps.push(log.map((line, step) => ({ log: line, versionId, step })));
    id = before;
  }
  const all = steps.reverse().flat();
  return { baseId: all.length === 0 ? headId : id, steps: all };
}

/** What Apply has to run. */
export type Pending =
  /** Nothing: the cards are what was applied. */
  | { readonly kind: 'none' }
  /** The cards below those that were applied, on the head. */
  | { readonly kind: 'more'; readonly from: number }
  /** All cards, on the version before the recipe: one that was applied is another one now, elsewhere, off or gone. */
  | { readonly kind: 'again' };

/** What is different between the cards and what was applied. */
export function pendingOf(cards: readonly RecipeCard[], applied: readonly AppliedStep[]): Pending {
  const on = cards.filter((card) => card.on);
  const isKept = applied.every((step, index) => {
    const card = on[index];
    return card?.applied === index && isSameStep(card, step.log);
  });
  if (!isKept) return { kind: 'again' };
  return on.length === applied.length ? { kind: 'none' } : { kind: 'more', from: applied.length };
}

/** True where two steps do the same. */
export function isSameStep(one: RecipeStep, other: RecipeStep): boolean {
  return equalJson(asJson(one), asJson(other));
}

/** True where two lists of cards say the same, also of what is off and of what was applied. */
export function areSameCards(cards: readonly RecipeCard[], others: readonly RecipeCard[]): boolean {
  const isSame = (card: RecipeCard, other: RecipeCard | undefined): boolean =>
    other !== undefined && card.on === other.on && card.applied === other.applied && isSameStep(card, other);
  return cards.length === others.length && cards.every((card, index) => isSame(card, others[index]));
}

/** The cards of what was applied. */
export function cardsOf(applied: readonly AppliedStep[]): readonly RecipeCard[] {
  return applied.map(({ log }, index) => ({ ...stepOf(log), on: true, applied: index }));
}

/**
 * The cards to show for a head. `drafts` are those that were last seen on each version. Where the head is new, because rows
 * were edited or another change was made, what was waiting on the version before it goes on waiting.
 */
export function cardsFor(
  versions: readonly VersionInfo[],
  headId: string,
  drafts: ReadonlyMap<string, readonly RecipeCard[]>,
): readonly RecipeCard[] {
  const known = drafts.get(headId);
  if (known) return known;
  const byId = new Map(versions.map((version) => [version.id, version]));
  let waiting: readonly RecipeCard[] = [];
  for (let version = byId.get(headId); version && version.kind !== 'apply';) {
    version = byId.get(version.parentId ?? '');
    const cards = version && drafts.get(version.id);
    if (!cards) continue;
    waiting = cards.filter(({ applied }) => applied === undefined);
    break;
  }
  return [...cardsOf(appliedTo(versions, headId).steps), ...waiting];
}

function asJson({ step, version, params, keep = [] }: RecipeStep) {
  return { step, version, params, keep };
}
