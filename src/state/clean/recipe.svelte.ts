import type { Result } from '../../core/failure.ts';
import type { Json } from '../../core/json.ts';
import {
  type Applied,
  appliedTo,
  cardsFor,
  isSameStep,
  type Pending,
  pendingOf,
  type RecipeCard,
} from '../../core/recipe/recipe-cards.ts';
import type { Step, StepContext } from '../../core/recipe/step.ts';
import { completeParams } from '../../core/steps/index.ts';
import { stepOf } from '../../core/version/lineage.ts';
import type { RecipeStep, StepLog, VersionInfo } from '../../core/version/version.ts';
import type { ApplyReport } from '../../jobs/apply-recipe.ts';
import type { Tasks } from '../frame/tasks.svelte.ts';
import { Card, cardOf } from './card.svelte.ts';
import { cardContexts, type CardContext, type CardContexts } from './card-context.ts';
import { DraftKeeper } from './draft-keeper.svelte.ts';
import { RecipeRun, type RunRequest } from './recipe-run.svelte.ts';

/** What an Apply did, for the line that says so. */
export interface AppliedResult {
  readonly version: VersionInfo;
  readonly log: readonly StepLog[];
  readonly rowsIn: number;
}

/**
 * The steps of one dataset: those that were applied last, and what has been changed of them since. Stored as they are typed,
 * for each version by itself: Undo finds them as they were.
 */
export class Recipe {
  readonly datasetId: string;
  readonly run: RecipeRun;
  readonly drafts: DraftKeeper;
  cards = $state.raw<readonly Card[]>([]);
  /** True once the stored cards are there. */
  ready = $state(false);
  /** What the last Apply did, while its version is the head. */
  result = $state.raw<AppliedResult | null>(null);
  #head = $state.raw<VersionInfo | null>(null);
  #versions = $state.raw<readonly VersionInfo[]>([]);
  #applied = $state.raw<Applied>({ baseId: '', steps: [] });
  #latest: { readonly head: VersionInfo; readonly versions: readonly VersionInfo[] } | null = null;
  /** The first of the cards that are on whose effect was looked at after an Apply. */
  #lookedFrom = $state(0);
  #nextId = 1;

  constructor(datasetId: string, tasks: Tasks, onFailure: (result: Result<unknown>) => void) {
    this.datasetId = datasetId;
    this.drafts = new DraftKeeper(datasetId, this.#show);
    this.run = new RecipeRun(datasetId, tasks, {
      onSample: (log) => {
        this.#take(log, 'sample');
      },
      onCount: (log) => {
        this.#take(log, 'exact');
      },
      onFailure,
    });
  }

  get on(): readonly Card[] {
    return this.cards.filter((card) => card.on);
  }

  get applied(): Applied {
    return this.#applied;
  }

  /** What the cards say that was not applied yet. */
  get pending(): Pending {
    return pendingOf(
      this.cards.map(({ stored }) => stored),
      this.#applied.steps,
    );
  }

  /** The version whose rows all cards begin with. */
  get base(): VersionInfo | undefined {
    return this.#versions.find(({ id }) => id === this.#applied.baseId) ?? this.#head ?? undefined;
  }

  /** What each card works on, and its wrong argument if it has one. */
  get contexts(): readonly CardContext[] {
    return this.#contexts.all;
  }

  get #contexts(): CardContexts {
    const { columns = [], mapping = { input: null, output: null }, format } = this.base ?? {};
    return cardContexts(this.cards, { columns, mapping, format } satisfies StepContext);
  }

  /** What a step below all cards would work on. */
  get endContext(): StepContext {
    return this.#contexts.end;
  }

  /** What is stored of the cards that are on, up to this one. */
  upTo = (card: Card): readonly RecipeStep[] => {
    return this.cards
      .slice(0, this.cards.indexOf(card) + 1)
      .filter(({ on }) => on)
      .map(({ recipeStep }) => recipeStep);
  };

  get hasError(): boolean {
    return this.contexts.some(({ error }) => error !== null);
  }

  /** The cards that Apply would run, in their order; of several that can't be run those before the first that can't. */
  get running(): readonly Card[] {
    const { pending, contexts } = this;
    const wrong = contexts.findIndex(({ error }) => error !== null);
    const sound = this.cards.slice(0, wrong < 0 ? undefined : wrong).filter((card) => card.on);
    if (pending.kind === 'none') return [];
    return pending.kind === 'again' ? sound : sound.slice(pending.from);
  }

  get canApply(): boolean {
    return this.pending.kind !== 'none' && !this.hasError && this.run.applying === null;
  }

  /** What Apply would do to all rows, step by step; null while it isn't known. */
  get exact(): readonly StepLog[] | null {
    if (this.hasError || this.run.held === null || this.pending.kind === 'none') return null;
    return this.run.held.log;
  }

  /** The cards that a row of the effect names by their place. */
  get effectCards(): readonly Card[] {
    if (this.pending.kind !== 'none') return this.running;
    return this.on.slice(this.#lookedFrom);
  }

  /** True for a card that does just what was applied. */
  isApplied = (card: Card): boolean => {
    const step = card.applied === undefined ? undefined : this.#applied.steps[card.applied];
    return step !== undefined && card.on && isSameStep(card.recipeStep, step.log);
  };

  /** Begins to look at a version, with the cards that were last seen on it. */
  lookAt = async (head: VersionInfo, versions: readonly VersionInfo[]): Promise<void> => {
    this.#latest = { head, versions };
    await this.drafts.load();
    // The version that is being made becomes the head before its Apply has ended, which knows what to do with it.
    if (this.run.applying) return;
    this.#versions = versions;
    if (head.id === this.#head?.id) {
      this.#lookAgain();
      return;
    }
    this.drafts.flush();
    // What was added before anything was loaded goes to the end.
    const early = this.ready ? [] : this.cards;
    this.#head = head;
    this.drafts.show(head.id);
    this.#applied = appliedTo(versions, head.id);
    if (this.result?.version.id !== head.id) this.result = null;
    this.run.stop();
    this.cards = [...this.#cardsOf(cardsFor(versions, head.id, this.drafts.all)), ...early];
    this.ready = true;
    this.#changed({ toStore: early.length > 0 });
  };

  /** Adds a step, and gives its card. */
  add = (step: Step, params: Readonly<Record<string, Json>>, open = false): Card => {
    const card = new Card(this.#nextId++, step, completeParams(step, params));
    card.open = open;
    this.cards = [...this.cards, card];
    this.#changed();
    return card;
  };

  /** Adds steps as a stored recipe names them; those that this program doesn't have are left out, and their names given. */
  addAll = (steps: readonly RecipeStep[]): readonly string[] => {
    const cards = steps.map((entry) => cardOf(this.#nextId++, { ...entry, on: true }));
    this.cards = [...this.cards, ...cards.filter((card) => card !== null)];
    this.#changed();
    return steps.filter((_, index) => cards[index] === null).map(({ step }) => step);
  };

  remove = (card: Card): void => {
    this.cards = this.cards.filter((other) => other !== card);
    this.#changed();
  };

  /** Moves a card to another place among the cards. */
  moveTo = (card: Card, to: number): void => {
    const others = this.cards.filter((other) => other !== card);
    if (to < 0 || to > others.length || this.cards[to] === card) return;
    this.cards = [...others.slice(0, to), card, ...others.slice(to)];
    this.#changed();
  };

  toggle = (card: Card, on: boolean): void => {
    card.on = on;
    this.#changed();
  };

  set = (card: Card, name: string, value: Json): void => {
    card.set(name, value);
    this.#changed({ isTyped: card.isTyped(name) });
  };

  /** Lets a step keep one row that it would drop, named by its hash. */
  keepRow = (card: Card, hash: string): void => {
    card.keep = [...new Set([...card.keep, hash])];
    this.#changed();
  };

  /** Lets a step drop again what it was told to keep. */
  keepNone = (card: Card): void => {
    card.keep = [];
    this.#changed();
  };

  /** Leaves what was changed since the last Apply. */
  reset = (): void => {
    this.cards = this.#cardsOf(cardsFor(this.#versions, this.#head?.id ?? '', new Map()));
    this.#changed();
  };

  stop = (): void => {
    this.drafts.stop();
    this.run.stop();
  };

  /** Runs what was applied once more, to look at its effect. Nothing is stored. */
  lookBack = (): void => {
    const { base, pending } = this;
    if (pending.kind !== 'none' || this.run.held !== null || this.run.counting || !base) return;
    const steps = this.#applied.steps.map(({ log }) => stepOf(log));
    if (steps.length === 0) return;
    this.#lookedFrom = 0;
    this.run.ask({ versionId: base.id, rowCount: base.rowCount, steps }, { isTyped: false });
  };

  apply = async (): Promise<Result<ApplyReport> | null> => {
    const request = this.#request();
    if (!request || !this.canApply) return null;
    const { on: cards, pending } = this;
    // Nothing of another tab comes between.
    this.#keep();
    this.drafts.flush();
    const outcome = await this.run.apply(request);
    if (!outcome.ok) {
      this.#lookAgain();
      return outcome;
    }
    const { version, changed, branched } = outcome.value;
    if (!changed || branched) {
      if (this.#latest) await this.lookAt(this.#latest.head, this.#latest.versions);
      return outcome;
    }
    for (const [index, card] of cards.entries()) {
      card.applied = index;
      card.open = false;
    }
    this.#versions = [version, ...this.#versions];
    this.#head = version;
    this.drafts.show(version.id);
    this.#applied = appliedTo(this.#versions, version.id);
    this.result = { version, log: version.log, rowsIn: version.log[0]?.rowsIn ?? version.rowCount };
    this.#lookedFrom = pending.kind === 'more' ? pending.from : 0;
    this.#takeApplied();
    this.#keep(false);
    this.drafts.flush();
    return outcome;
  };

  #request(): RunRequest | null {
    const { pending, running, base } = this;
    const head = this.#head;
    if (!head || !base || pending.kind === 'none') return null;
    if (running.length === 0 && (this.on.length > 0 || this.hasError)) return null;
    const steps = running.map(({ recipeStep }) => recipeStep);
    const { id, rowCount } = pending.kind === 'again' ? base : head;
    return { versionId: id, rowCount, steps };
  }

  /** Looks again at what the cards do, if they do something else than before. */
  #lookAgain(): void {
    // What was looked at after an Apply is still true.
    if (this.pending.kind !== 'none') this.run.ask(this.#request(), { isTyped: false });
  }

  /** The cards are others now. */
  #changed({ toStore = true, isTyped = false } = {}): void {
    for (const card of this.running) {
      card.exact = null;
      card.sample = null;
    }
    this.#takeApplied();
    if (toStore && this.ready) this.#keep();
    this.run.ask(this.#request(), { isTyped });
  }

  #takeApplied(): void {
    for (const card of this.cards) {
      if (this.isApplied(card)) card.exact = this.#applied.steps[card.applied ?? -1]?.log ?? null;
    }
  }

  #keep(typed = true): void {
    const cards = this.cards.map(({ stored }) => stored);
    if (this.#head) this.drafts.keep(this.#head.id, cards, typed);
  }

  /** Shows what another tab wrote, as it is typed there; cards of the same steps stay as open as they are. */
  readonly #show = (stored: readonly RecipeCard[]): void => {
    const [old, made] = [this.cards, this.#cardsOf(stored)];
    this.cards = made.map((card, index) => (old[index]?.become(card.stored) ? old[index] : card));
    this.#changed({ toStore: false, isTyped: true });
  };

  #cardsOf(stored: readonly RecipeCard[]): readonly Card[] {
    return stored.flatMap((each) => cardOf(this.#nextId++, each) ?? []);
  }

  #take(log: readonly StepLog[], kind: 'sample' | 'exact'): void {
    const cards = this.pending.kind === 'none' ? [] : this.running;
    cards.forEach((card, index) => {
      card[kind] = log[index] ?? null;
    });
  }
}
