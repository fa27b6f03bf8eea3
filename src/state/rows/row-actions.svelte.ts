import { counted } from '../../core/amount.ts';
import { ok, type Result } from '../../core/failure.ts';
import type { Json } from '../../core/json.ts';
import { asJson, asTable } from '../../core/row/clipboard-text.ts';
import type { RecipeStep } from '../../core/version/version.ts';
import { type View, withoutSort } from '../../core/view/view.ts';
import { type ApplyReport, applyRecipe } from '../../jobs/apply-recipe.ts';
import { pickRows } from '../../jobs/look-rows.ts';
import type { Run } from '../../jobs/run.ts';
import { keptWords, namedRowsWords, removalWords, tooManyNamedWords } from '../../words/row-action-words.ts';
import type { Dataset } from '../dataset/dataset.svelte.ts';
import type { App } from '../frame/app.ts';
import type { RowsView } from './rows-view.svelte.ts';

/** Rows, or runs of neighbours, that a step names one by one: all of them are in the version's log. */
const MOST_NAMED = 20_000;
/** What a clipboard takes without making the browser stop. */
const MOST_COPIED = 20_000_000;

/** What is done to the rows that are ticked or, where none is, to all rows of the filter. */
export class RowActions {
  busy = $state(false);
  readonly #app: App;
  readonly #rows: RowsView;
  readonly #dataset: Dataset;

  constructor(app: App, rows: RowsView, dataset: Dataset) {
    this.#app = app;
    this.#rows = rows;
    this.#dataset = dataset;
  }

  /** How many rows an action would be about. */
  get count(): number {
    const { selection, look, count } = this.#rows;
    if (selection.state !== 'none') return selection.count;
    return this.#rows.isNarrowed ? (look.found ?? count) : 0;
  }

  /** True where the rows are those of the filter, not ones that were ticked singly. */
  get isOfView(): boolean {
    const { selection } = this.#rows;
    return selection.state === 'none' || selection.isOfView;
  }

  /** False while the rows of the filter are still looked for. */
  get isReady(): boolean {
    return !this.busy && this.count > 0 && (this.#rows.look.isWhole || !this.isOfView);
  }

  remove = (): Promise<void> => this.#apply('remove-rows', (rows, left) => removalWords(rows, left));

  keepOnly = (): Promise<void> => this.#apply('keep-rows', (rows, left) => keptWords(left, rows));

  /** Gives the rows the value of a mark; null takes it away. */
  mark = async (name: string, value: string | null): Promise<void> => {
    const { count } = this;
    const positions = this.#positions();
    const before = this.#dataset.head?.id;
    const made = await this.#run(`Marking ${counted(count, 'row')}`, () =>
      this.#app.reader.mark({ datasetId: this.#dataset.id, positions, name, value }),
    );
    if (!made) return;
    const what = value === null ? `mark ${name} taken away` : `${name}: ${value}`;
    this.#dataset.sayChange(`${counted(count, 'row')} marked (${what}).`, made, before);
  };

  /** The rows as a text for the clipboard; null where they are too many, which is said. */
  copy = async (kind: 'table' | 'json'): Promise<string | null> => {
    const positions = this.#positions() ?? Uint32Array.from({ length: this.#rows.count }, (_, index) => index);
    const { version } = this.#rows;
    const read = await this.#run('Copying', () => this.#app.reader.texts(version.id, positions, MOST_COPIED));
    if (!read) return null;
    if (!read.isWhole) {
      this.#app.notices.say('Nothing was copied: these rows are over 20 MB.', null, 'Use “Export these” instead.');
      return null;
    }
    return kind === 'table' ? asTable(read.texts, version.columns) : asJson(read.texts);
  };

  said = (rows: number, kind: 'table' | 'json'): void => {
    this.#app.notices.say(`Copied ${counted(rows, 'row')} as ${kind === 'table' ? 'a table' : 'JSON'}.`);
  };

  /** The rows as a file of JSON Lines, in the order in which they are shown. */
  save = (): Promise<Blob | undefined> => {
    const { version } = this.#rows;
    const positions = this.#positions();
    return this.#task(`Export of ${counted(this.count, 'row')}`, false, (run) => pickRows(version.id, positions, run));
  };

  async #apply(step: 'remove-rows' | 'keep-rows', say: (rows: number, left: number) => string): Promise<void> {
    const { version, selection, isNarrowed } = this.#rows;
    const { isOfView } = this;
    const before = this.#dataset.head?.id;
    const title = `${step === 'remove-rows' ? 'Removing' : 'Keeping only'} ${counted(this.count, 'row')}`;
    const report = await this.#task(title, true, async (run): Promise<Result<ApplyReport | null>> => {
      const params = await this.#chosen(step === 'keep-rows');
      if (!params.ok || params.value === null) return params.ok ? ok(null) : params;
      const recipe: RecipeStep[] = [{ step, version: 1, params: params.value }];
      return applyRecipe({ datasetId: this.#dataset.id, steps: recipe }, run);
    });
    if (report === null) this.#app.notices.say(tooManyNamedWords(MOST_NAMED), null, '');
    if (!report) return;
    const { version: made, branched } = report;
    const words = say(version.rowCount - made.rowCount, made.rowCount);
    if (branched) {
      // The rows are all still there: so are the ticks.
      this.#app.notices.say(words, null, 'The dataset had changed meanwhile: the result is a branch in History.');
      return;
    }
    selection.clear();
    // All rows of the filter are gone, or nothing else is left: it has nothing more to say.
    if (isOfView && isNarrowed) this.#rows.clear('replace');
    this.#dataset.sayChange(words, made, before);
  }

  /** The arguments of the step; null where it would have to name too many rows. */
  async #chosen(keeps: boolean): Promise<Result<RecipeStep['params'] | null>> {
    const { view, selection } = this.#rows;
    const chosen = selection.state === 'none' ? ({ kind: 'view', spared: [] } as const) : selection.chosen();
    const rows = withoutSort(view);
    if (chosen.kind === 'view' && isReplayable(rows)) {
      const spared = await this.#named(Uint32Array.from(chosen.spared));
      if (!spared.ok || spared.value === null) return spared.ok ? ok(null) : spared;
      // The cast: a view is plain JSON, whose type interfaces lack the index signature for.
      const plain = rows as unknown as Json;
      const why = namedRowsWords(rows, keeps);
      return ok({ view: JSON.stringify(plain), ...(chosen.spared.length > 0 && { spared: spared.value }), why });
    }
    const named = await this.#named(this.#positions() ?? Uint32Array.from({ length: this.#rows.count }, (_, at) => at));
    if (!named.ok || named.value === null) return named.ok ? ok(null) : named;
    return ok({
      rows: named.value,
      why: chosen.kind === 'view' ? namedRowsWords(rows, keeps) : namedRowsWords(null, keeps),
    });
  }

  async #named(positions: Uint32Array): Promise<Result<string | null>> {
    if (positions.length === 0) return ok('');
    const runs = await this.#app.reader.chosen(this.#rows.version.id, positions, MOST_NAMED);
    return runs.ok ? ok(runs.value && JSON.stringify(runs.value)) : runs;
  }

  /** The positions of the rows in the order in which they are shown; null for every row of the version. */
  #positions(): Uint32Array | null {
    const { selection, look, version } = this.#rows;
    if (selection.state === 'none') return look.positions;
    const chosen = selection.chosen();
    if (chosen.kind === 'view' && chosen.spared.length === 0) return look.positions;
    const named = new Set(chosen.kind === 'view' ? chosen.spared : chosen.positions);
    const wanted = chosen.kind === 'rows';
    const shown = look.positions ?? Uint32Array.from({ length: version.rowCount }, (_, index) => index);
    return shown.filter((position) => named.has(position) === wanted);
  }

  #run<T>(name: string, work: () => Promise<Result<T>>): Promise<T | undefined> {
    return this.#task(name, false, work);
  }

  async #task<T>(name: string, writes: boolean, work: (run: Run) => Promise<Result<T>>): Promise<T | undefined> {
    this.busy = true;
    try {
      const { result } = this.#app.tasks.start({ name, writes, place: 'tray' }, work);
      const outcome = await result;
      if (outcome.ok) return outcome.value;
      this.#app.notices.fail(outcome.failure);
      return undefined;
    } finally {
      this.busy = false;
    }
  }
}

/** A step can't look for what versions did: it is the step of one. */
function isReplayable(view: View): boolean {
  return view.filters.every(({ on }) => on !== 'changed');
}
