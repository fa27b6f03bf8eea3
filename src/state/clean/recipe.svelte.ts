import { ok, type Result } from '../../core/failure.ts';
import type { Json } from '../../core/json.ts';
import type { Step, StepContext } from '../../core/recipe/step.ts';
import type { RecipeStep, StepLog } from '../../core/version/version.ts';
import { applyRecipe, type ApplyReport, type HeldRun, holdRecipe, sampleRecipe } from '../../jobs/apply-recipe.ts';
import type { Progress, Run } from '../../jobs/run.ts';
import { Card } from './card.svelte.ts';
import { cardContexts, type CardContext } from './card-context.ts';
import type { Task } from '../frame/task.svelte.ts';
import type { Tasks } from '../frame/tasks.svelte.ts';

/** Rows at the head of the dataset that the live before/after looks at. */
export const SAMPLE_ROWS = 1_000;
const SAMPLE_AFTER_MS = 200;
const COUNT_AFTER_MS = 700;

/** One pass of the cards' steps over all rows, which runs or whose result stands. */
interface Pass {
  readonly cards: readonly Card[];
  readonly task: Task;
  readonly result: Promise<Result<HeldRun>>;
  /** Who is told of its progress, once that is no longer the count. */
  readonly follower: Follower;
}

interface Follower {
  run: Run | null;
}

/** The steps that are being written for one dataset, and what they would do. Not stored until applied. */
export class Recipe {
  readonly datasetId: string;
  cards = $state.raw<readonly Card[]>([]);
  /** The exact count that runs, if one does. */
  counting = $state.raw<Task | null>(null);
  applying = $state.raw<Task | null>(null);
  /** The pass that runs or stands over all rows, for what the cards say now. */
  #pass: Pass | null = null;
  readonly #tasks: Tasks;
  readonly #onFailure: (result: Result<unknown>) => void;
  #nextId = 1;
  #versionId = $state('');
  #start = $state.raw<StepContext>({ columns: [], mapping: { input: null, output: null } });
  #sampling: AbortController | null = null;
  #timers: ReturnType<typeof setTimeout>[] = [];

  constructor(datasetId: string, tasks: Tasks, onFailure: (result: Result<unknown>) => void) {
    this.datasetId = datasetId;
    this.#tasks = tasks;
    this.#onFailure = onFailure;
  }

  get on(): readonly Card[] {
    return this.cards.filter((card) => card.on);
  }

  /** What each card works on, and its wrong argument if it has one. */
  get contexts(): readonly CardContext[] {
    return cardContexts(this.cards, this.#start);
  }

  get hasError(): boolean {
    return this.contexts.some(({ error }) => error !== null);
  }

  /** The cards that can be looked at: those above the first with a wrong argument. */
  get #sound(): readonly Card[] {
    const wrong = this.contexts.findIndex(({ error }) => error !== null);
    return this.cards.slice(0, wrong < 0 ? undefined : wrong).filter((card) => card.on);
  }

  /** What all steps do to all rows; null while it isn't known. */
  get exact(): readonly StepLog[] | null {
    const logs = this.on.map((card) => card.exact).filter((log) => log !== null);
    return logs.length === this.on.length && logs.length > 0 ? logs : null;
  }

  /** Begins to look at a version: counts over another one are no longer true. */
  lookAt = (versionId: string, start: StepContext): void => {
    if (versionId === this.#versionId && this.exact !== null) return;
    this.#versionId = versionId;
    this.#start = start;
    this.refresh();
  };

  /** The version that the cards work on. */
  get versionId(): string {
    return this.#versionId;
  }

  /** What is stored of the cards that are on, up to this one. */
  upTo = (card: Card): readonly RecipeStep[] => {
    return stepsOf(this.cards.slice(0, this.cards.indexOf(card) + 1).filter(({ on }) => on));
  };

  add = (step: Step, params: Readonly<Record<string, Json>>): void => {
    this.cards = [...this.cards, new Card(this.#nextId++, step, params)];
    this.refresh();
  };

  remove = (card: Card): void => {
    this.cards = this.cards.filter((other) => other !== card);
    this.refresh();
  };

  /** Moves a card up (-1) or down (+1). */
  move = (card: Card, by: -1 | 1): void => {
    const from = this.cards.indexOf(card);
    const to = from + by;
    if (from < 0 || to < 0 || to >= this.cards.length) return;
    this.cards = this.cards.with(from, this.cards[to] ?? card).with(to, card);
    this.refresh();
  };

  toggle = (card: Card, on: boolean): void => {
    card.on = on;
    this.refresh();
  };

  set = (card: Card, name: string, value: Json): void => {
    card.params = { ...card.params, [name]: value };
    this.refresh();
  };

  /** Looks again, soon, at what the cards do: on the first rows, then on all. */
  refresh = (): void => {
    this.stop();
    for (const card of this.cards) {
      card.exact = null;
      if (!this.#sound.includes(card)) card.sample = null;
    }
    if (this.#sound.length === 0) return;
    this.#timers = [
      setTimeout(() => void this.#sample(), SAMPLE_AFTER_MS),
      setTimeout(() => void this.count(), COUNT_AFTER_MS),
    ];
  };

  /** Ends all looking; nothing that is under way is reported. */
  stop = (): void => {
    this.#timers.forEach(clearTimeout);
    this.#timers = [];
    this.#sampling?.abort();
    this.#sampling = null;
    this.#drop(this.#pass);
    this.counting = null;
  };

  apply = async (): Promise<Result<ApplyReport>> => {
    const pass = this.#pass?.cards.length === this.on.length ? this.#pass : null;
    // What was counted is not looked at any more, but becomes the version.
    if (pass) this.#pass = null;
    this.stop();
    const { task, result } = this.#tasks.start({ name: 'Applying the steps', writes: true, place: 'tray' }, (run) =>
      pass ? finish(pass, run) : applyRecipe({ datasetId: this.datasetId, steps: stepsOf(this.on) }, run),
    );
    this.applying = task;
    const outcome = await result;
    this.applying = null;
    // Steps that changed nothing stay: there is still something to set right.
    if (outcome.ok && outcome.value.changed) this.cards = [];
    else this.refresh();
    return outcome;
  };

  count = async (): Promise<void> => {
    const cards = this.#sound;
    const options = { name: 'Counting the rows affected', writes: false, place: 'page' } as const;
    const follower: Follower = { run: null };
    const { task, result } = this.#tasks.start(options, (run) => {
      const onProgress = (progress: Progress): void => (follower.run ?? run).onProgress(progress);
      return holdRecipe({ datasetId: this.datasetId, steps: stepsOf(cards) }, { ...run, onProgress });
    });
    const pass = { cards, task, result, follower };
    this.#pass = pass;
    this.counting = task;
    const outcome = await result;
    if (this.#pass !== pass) return;
    this.counting = null;
    if (!outcome.ok) this.#pass = null;
    this.#take(outcome.ok ? ok(outcome.value.log) : outcome, cards, 'exact');
  };

  #drop(pass: Pass | null): void {
    this.#pass = null;
    pass?.task.cancel();
    void pass?.result.then((held) => (held.ok ? held.value.discard() : undefined));
  }

  readonly #sample = async (): Promise<void> => {
    const cards = this.#sound;
    const sampling = new AbortController();
    this.#sampling = sampling;
    const request = { datasetId: this.datasetId, steps: stepsOf(cards) };
    const outcome = await sampleRecipe(request, SAMPLE_ROWS, { signal: sampling.signal });
    if (this.#sampling === sampling) this.#take(outcome, cards, 'sample');
  };

  #take(outcome: Result<readonly StepLog[]>, cards: readonly Card[], kind: 'sample' | 'exact'): void {
    if (!outcome.ok) {
      this.#onFailure(outcome);
      return;
    }
    cards.forEach((card, index) => {
      card[kind] = outcome.value[index] ?? null;
    });
  }
}

function stepsOf(cards: readonly Card[]): readonly RecipeStep[] {
  return cards.map((card) => card.stored);
}

/** Waits for a pass if it still runs, and commits it. */
async function finish(pass: Pass, run: Run): Promise<Result<ApplyReport>> {
  pass.follower.run = run;
  run.signal.addEventListener('abort', pass.task.cancel);
  const held = await pass.result;
  return held.ok ? held.value.commit() : held;
}
