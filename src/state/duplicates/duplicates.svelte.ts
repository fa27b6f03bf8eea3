import type { DuplicateKind } from '../../core/duplicates/duplicate-kinds.ts';
import type { KeepRule } from '../../core/duplicates/group-rows.ts';
import { ok, type Result } from '../../core/failure.ts';
import type { RecipeStep } from '../../core/version/version.ts';
import { applyRecipe, type ApplyReport } from '../../jobs/apply-recipe.ts';
import {
  type DuplicatesReport,
  type DuplicatesRequest,
  type DuplicatesRun,
  findDuplicates,
  type GroupPage,
  type GroupQuery,
  type ShownGroup,
} from '../../jobs/find-duplicates.ts';
import type { Task } from '../frame/task.svelte.ts';
import type { Tasks } from '../frame/tasks.svelte.ts';

export type { ApplyReport } from '../../jobs/apply-recipe.ts';
export type { ShownGroup, ShownRow } from '../../jobs/find-duplicates.ts';

/** Groups on one page. */
export const PAGE_GROUPS = 10;
/** Typing and sliding settle before the worker is asked. */
const ASK_AFTER_MS = 120;

/** The duplicates of the version on the screen, how they are looked at, and what was chosen in them. */
export class Duplicates {
  kind = $state<DuplicateKind>('near');
  /** In per cent: of near-duplicates, and of the inputs of contradictions. */
  #alike = $state({ near: 80, contradictions: 100 });
  keep = $state<KeepRule>('first');
  /** The row that stays gets what it lacks from those that go. */
  merges = $state(false);
  search = $state('');
  /** The first group on the page. */
  from = $state(0);
  report = $state.raw<DuplicatesReport | null>(null);
  page = $state.raw<GroupPage | null>(null);
  /** The search that runs. */
  task = $state.raw<Task | null>(null);
  /** What is being removed. */
  removing = $state.raw<Task | null>(null);
  /** The search was stopped before its end. */
  stopped = $state(false);
  /** By the row that the rule keeps, the one that was chosen instead. */
  preferred = $state.raw<ReadonlyMap<number, number>>(new Map());
  /** Groups of which every row stays, by the row that the rule keeps, with their rows. */
  spared = $state.raw<ReadonlyMap<number, readonly number[]>>(new Map());
  #unfolded = $state.raw<ReadonlySet<number>>(new Set());
  #request: DuplicatesRequest | null = null;
  #run: DuplicatesRun | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;
  /** From the press on: `removing` is there only once it is known what goes. */
  #isRemoving = false;
  readonly #tasks: Tasks;
  readonly #onFailure: (result: Result<unknown>) => void;

  constructor(tasks: Tasks, onFailure: (result: Result<unknown>) => void) {
    this.#tasks = tasks;
    this.#onFailure = onFailure;
  }

  /** How alike the rows of a group are at least, in per cent. */
  get alike(): number {
    return this.kind === 'near' || this.kind === 'contradictions' ? this.#alike[this.kind] : 100;
  }

  /** Rows that would go at a threshold, before anything is chosen: known without asking. */
  removableAt(alike: number): number {
    return this.report?.curve[alike - 60] ?? 0;
  }

  /** Rows that would go of a kind, before anything is chosen. */
  removable(kind: DuplicateKind): number {
    return kind === 'near' ? this.removableAt(this.#alike.near) : (this.report?.removable[kind] ?? 0);
  }

  /** Looks at a version, unless it was looked at in this way. */
  lookAt = async (request: DuplicatesRequest): Promise<void> => {
    if (JSON.stringify(request) === JSON.stringify(this.#request)) return;
    this.close();
    this.#request = request;
    const options = { name: 'Looking for duplicates', writes: false, place: 'page' } as const;
    const { task, result } = this.#tasks.start(options, (run) => findDuplicates(request, run));
    this.task = task;
    const outcome = await result;
    if (this.task !== task) {
      if (outcome.ok) outcome.value.close();
      return;
    }
    this.task = null;
    if (!outcome.ok) {
      this.stopped = true;
      if (outcome.failure.kind !== 'cancelled') this.#onFailure(outcome);
      return;
    }
    this.#run = outcome.value;
    if (!isOfInput(request)) this.#alike = { ...this.#alike, contradictions: 100 };
    this.report = outcome.value.report;
    await this.#show();
  };

  /** Lets go of what was found. */
  close = (): void => {
    this.task?.cancel();
    this.task = null;
    this.#run?.close();
    this.#run = null;
    this.#request = null;
    this.report = null;
    this.page = null;
    this.stopped = false;
    this.from = 0;
    this.#forget();
  };

  /** Changes how groups are looked at; what was chosen in them stays where they stay. */
  view = (change: Partial<Pick<Duplicates, 'kind' | 'keep' | 'search'>>): void => {
    const isOther = change.kind !== undefined || change.keep !== undefined;
    Object.assign(this, change);
    this.from = 0;
    if (isOther) this.#forget();
    this.#soon();
  };

  /** Changes how alike the rows of a group are at least, in per cent. */
  slide = (alike: number): void => {
    if (this.kind === 'near' || this.kind === 'contradictions') this.#alike = { ...this.#alike, [this.kind]: alike };
    this.from = 0;
    this.#soon();
  };

  turnTo = (from: number): void => {
    this.from = Math.max(0, from);
    void this.#show();
  };

  /** Shows all rows of a group. */
  unfold = ({ keeper }: ShownGroup): void => {
    this.#unfolded = new Set([...this.#unfolded, keeper]);
    void this.#show();
  };

  /** The row of a group that stays. */
  keeperOf({ keeper }: ShownGroup): number {
    return this.preferred.get(keeper) ?? keeper;
  }

  prefer = ({ keeper }: ShownGroup, row: number): void => {
    const preferred = new Map(this.preferred);
    if (row === keeper) preferred.delete(keeper);
    else preferred.set(keeper, row);
    this.preferred = preferred;
    this.#soon();
  };

  isSpared({ keeper }: ShownGroup): boolean {
    return this.spared.has(keeper);
  }

  /** Keeps every row of a group, or lets it go by its keeper again. */
  spare = (group: ShownGroup, isSpared: boolean): void => {
    const spared = new Map(this.spared);
    if (isSpared) spared.set(group.keeper, group.members);
    else spared.delete(group.keeper);
    this.spared = spared;
    this.#soon();
  };

  /** Removes what is to go of one group. */
  accept = (datasetId: string, group: ShownGroup): Promise<Result<ApplyReport | null>> =>
    this.#remove(datasetId, group);

  /** Removes what is to go of all groups. */
  acceptAll = (datasetId: string): Promise<Result<ApplyReport | null>> => this.#remove(datasetId, null);

  async #remove(datasetId: string, only: ShownGroup | null): Promise<Result<ApplyReport | null>> {
    if (!this.#run || !this.#request || this.#isRemoving) return ok(null);
    this.#isRemoving = true;
    try {
      const step = await this.#step(this.#run, this.#request, only);
      if (!step.ok) return step;
      const { task, result } = this.#tasks.start({ name: 'Removing duplicates', writes: true, place: 'tray' }, (run) =>
        applyRecipe({ datasetId, steps: [step.value] }, run),
      );
      this.removing = task;
      return await result;
    } finally {
      this.removing = null;
      this.#isRemoving = false;
    }
  }

  /**
   * The step that does what is on the screen, and stays so whatever is pressed before it is made. Rows are named in it by their
   * hashes, so that a recipe can be replayed.
   */
  async #step(
    run: DuplicatesRun,
    { choices }: DuplicatesRequest,
    only: ShownGroup | null,
  ): Promise<Result<RecipeStep>> {
    const settings = {
      find: this.kind,
      alike: this.#alike.near,
      inputs: this.#alike.contradictions,
      texts: choices.map((choice) => (typeof choice === 'string' ? choice : { role: choice.role })),
      keep: this.keep,
      merge: this.merges,
    };
    const template = this.alike < 100 || this.kind === 'near' ? (this.report?.template ?? '') : '';
    const [chosen, stay] = [[...this.preferred.values()], [...this.spared.values()].flat()];
    const preferred = await run.names(chosen);
    if (!preferred.ok) return preferred;
    const spared = await run.names(stay);
    if (!spared.ok) return spared;
    const named = await run.names(only ? [only.keeper] : []);
    if (!named.ok) return named;
    const review = {
      preferred: preferred.value.join(' '),
      spared: spared.value.join(' '),
      only: named.value.join(' '),
      ignored: template,
    };
    const reviewed = Object.values(review).some((text) => text !== '');
    const params = { ...settings, reviewed, ...(reviewed && review) };
    return ok({ step: 'remove-near-duplicates', version: 1, params });
  }

  #forget(): void {
    this.preferred = new Map();
    this.spared = new Map();
    this.#unfolded = new Set();
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#show(), ASK_AFTER_MS);
  }

  async #show(): Promise<void> {
    const run = this.#run;
    if (!run) return;
    const asked = ++this.#asked;
    const result = await run.groups(this.#query());
    if (asked !== this.#asked || run !== this.#run) return;
    if (result.ok) this.page = result.value;
    else this.#onFailure(result);
  }

  #query(): GroupQuery {
    return {
      kind: this.kind,
      alike: this.alike,
      keep: this.keep,
      preferred: [...this.preferred.values()],
      spared: [...this.spared.values()].flat(),
      search: this.search,
      from: this.from,
      count: PAGE_GROUPS,
      unfolded: [...this.#unfolded],
    };
  }
}

/** Whether what is compared is what goes in, and nothing else. */
export function isOfInput({ choices }: Pick<DuplicatesRequest, 'choices'>): boolean {
  const [only, ...others] = choices;
  return others.length === 0 && typeof only === 'object' && only.role === 'input';
}
