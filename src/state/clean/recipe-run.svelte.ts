import type { Result } from '../../core/failure.ts';
import type { RecipeStep, StepLog } from '../../core/version/version.ts';
import { type ApplyReport, type HeldRun, holdRecipe, sampleRecipe } from '../../jobs/apply-recipe.ts';
import type { Progress, Run } from '../../jobs/run.ts';
import type { Task } from '../frame/task.svelte.ts';
import type { Tasks } from '../frame/tasks.svelte.ts';

/** Rows at the head of the dataset that are looked at before all are counted. */
export const SAMPLE_ROWS = 1_000;
/** Choices that follow each other at once are one. */
const COUNT_CHOICE_AFTER_MS = 200;
const SAMPLE_AFTER_MS = 150;
/** A dataset of this many rows is counted about as quickly as its first ones are. */
const SMALL_ROWS = 20_000;
const COUNT_SMALL_AFTER_MS = 250;
/** Where even that takes so long, the first rows show whether a pattern never ends. */
const DOUBT_AFTER_MS = 1_000;
const COUNT_AFTER_MS = 700;

/** What is to be run: steps on the rows of a version. */
export interface RunRequest {
  readonly versionId: string;
  readonly rowCount: number;
  readonly steps: readonly RecipeStep[];
}

/** A run over all rows that is under way, or whose result is there. */
interface Pass {
  readonly key: string;
  readonly task: Task;
  readonly result: Promise<Result<HeldRun>>;
  /** Who gets its progress, once that is no longer the count. */
  readonly follower: Follower;
}

interface Follower {
  run: Run | null;
}

type Timer = ReturnType<typeof setTimeout>;

interface Listener {
  readonly onSample: (log: readonly StepLog[]) => void;
  readonly onCount: (log: readonly StepLog[]) => void;
  readonly onFailure: (result: Result<unknown>) => void;
}

/** Runs the steps of one dataset's recipe: on the first rows, on all of them, and for good. */
export class RecipeRun {
  /** The count of all rows that runs, if one does. */
  counting = $state.raw<Task | null>(null);
  /** True where a count was cancelled, or failed. */
  stopped = $state(false);
  applying = $state.raw<Task | null>(null);
  /** What all steps do to all rows; of a request that is no longer asked it is null. */
  held = $state.raw<HeldRun | null>(null);
  readonly #datasetId: string;
  readonly #tasks: Tasks;
  readonly #listener: Listener;
  #pass: Pass | null = null;
  /** What becomes the version: whatever else is asked for, it goes on to its end. */
  #committing: Pass | null = null;
  #request: RunRequest | null = null;
  #sampling: AbortController | null = null;
  #toLook: Timer | undefined;
  /** Set while a count waits to begin. */
  #toCount: Timer | undefined;

  constructor(datasetId: string, tasks: Tasks, listener: Listener) {
    this.#datasetId = datasetId;
    this.#tasks = tasks;
    this.#listener = listener;
  }

  /**
   * Looks, soon, at what a request does; whatever is looked at now is left. null: at nothing. Somebody who types is not done
   * after a letter: that is waited for. A choice is whole. The same request again changes nothing, also in how long is waited.
   */
  ask(request: RunRequest | null, { isTyped }: { readonly isTyped: boolean }): void {
    if (request && this.#request && keyOf(request) === keyOf(this.#request) && !this.stopped) return;
    this.stop();
    this.#request = request;
    this.stopped = false;
    if (!request) return;
    const isSmall = request.rowCount <= SMALL_ROWS;
    const pauseMs = isSmall ? COUNT_SMALL_AFTER_MS : COUNT_AFTER_MS;
    const look = (): void => {
      if (this.held === null) void this.#sample(request);
    };
    this.#toCount = setTimeout(() => void this.count(), isTyped ? pauseMs : COUNT_CHOICE_AFTER_MS);
    this.#toLook = setTimeout(look, isSmall ? DOUBT_AFTER_MS : SAMPLE_AFTER_MS);
  }

  /** Ends all looking; nothing that is under way is reported. An Apply goes on. */
  stop(): void {
    this.#leave();
    this.#request = null;
    this.counting = null;
    this.#drop();
  }

  /** Counts at once. */
  count = async (): Promise<void> => {
    const request = this.#request;
    if (!request) return;
    this.#leaveCount();
    this.stopped = false;
    const pass = this.#start(request);
    this.counting = pass.task;
    const outcome = await pass.result;
    if (this.#pass !== pass) return;
    this.counting = null;
    if (outcome.ok) {
      this.held = outcome.value;
      this.#listener.onCount(outcome.value.log);
      return;
    }
    this.#pass = null;
    this.stopped = true;
    this.#listener.onFailure(outcome);
  };

  /** Commits what was counted, or runs the request and commits that. The result can be looked at afterwards. */
  async apply(request: RunRequest): Promise<Result<ApplyReport>> {
    const pass = this.#pass?.key === keyOf(request) ? this.#pass : this.#start(request);
    // It is looked at no more, but becomes the version.
    this.#leave();
    const options = { name: 'Applying the steps', writes: true, place: 'tray' } as const;
    const { task, result } = this.#tasks.start(options, (run) => finish(pass, run));
    this.applying = task;
    this.#committing = pass;
    this.counting = null;
    const outcome = await result;
    this.applying = null;
    this.#committing = null;
    if (this.#pass !== pass) {
      letGo(pass);
      // What was begun meanwhile would follow on the head before.
      if (this.#pass && outcome.ok && outcome.value.changed) void this.count();
    } else {
      const held = await pass.result;
      this.held = held.ok ? held.value : null;
      if (!outcome.ok) this.#drop();
    }
    return outcome;
  }

  /** Ends the look at the first rows, and what waits to begin. */
  #leave(): void {
    clearTimeout(this.#toLook);
    this.#leaveCount();
    this.#sampling?.abort();
    this.#sampling = null;
  }

  #leaveCount(): void {
    clearTimeout(this.#toCount);
    this.#toCount = undefined;
  }

  #start(request: RunRequest): Pass {
    this.#drop();
    const { versionId, steps } = request;
    const options = { name: 'Counting the rows affected', writes: false, place: 'page' } as const;
    const follower: Follower = { run: null };
    const { task, result } = this.#tasks.start(options, (run) => {
      const onProgress = (progress: Progress): void => (follower.run ?? run).onProgress(progress);
      return holdRecipe({ datasetId: this.#datasetId, versionId, steps }, { ...run, onProgress });
    });
    const pass = { key: keyOf(request), task, result, follower };
    this.#pass = pass;
    return pass;
  }

  #drop(): void {
    const pass = this.#pass;
    this.#pass = null;
    this.held = null;
    if (pass && pass !== this.#committing) letGo(pass);
  }

  async #sample({ versionId, steps }: RunRequest): Promise<void> {
    const sampling = new AbortController();
    this.#sampling = sampling;
    const request = { datasetId: this.#datasetId, versionId, steps };
    const outcome = await sampleRecipe(request, SAMPLE_ROWS, { signal: sampling.signal });
    if (this.#sampling !== sampling) return;
    if (outcome.ok) {
      this.#listener.onSample(outcome.value);
      return;
    }
    this.#listener.onFailure(outcome);
    if (outcome.failure.kind !== 'too-slow') return;
    // What takes too long on a few rows never ends on all of them.
    this.#leaveCount();
    if (this.applying) return;
    this.counting = null;
    this.stopped = true;
    this.#drop();
  }
}

/** Ends a pass and removes what it has stored. */
function letGo({ task, result }: Pass): void {
  task.cancel();
  void result.then((held) => (held.ok ? held.value.discard() : undefined));
}

function keyOf({ versionId, steps }: RunRequest): string {
  return JSON.stringify([versionId, steps]);
}

/** Waits for a pass if it still runs, and commits it. */
async function finish(pass: Pass, run: Run): Promise<Result<ApplyReport>> {
  pass.follower.run = run;
  run.signal.addEventListener('abort', pass.task.cancel);
  const held = await pass.result;
  return held.ok ? held.value.commit() : held;
}
