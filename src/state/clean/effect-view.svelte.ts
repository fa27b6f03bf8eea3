import { ok, type Result } from '../../core/failure.ts';
import type { RowGlance } from '../../core/diff/row-glance.ts';
import type { EffectCounts, EffectPage, EffectRow, EffectTab } from '../../core/recipe/effect.ts';
import type { HeldRun } from '../../jobs/apply-recipe.ts';
import type { Reader } from '../../jobs/reader.ts';

/** Rows on one page. */
export const EFFECT_ROWS = 50;

/** Where the rows come from: a run that is held, or a version as it is. */
export type EffectSource =
  | { readonly kind: 'run'; readonly held: HeldRun }
  | { readonly kind: 'rows'; readonly versionId: string; readonly rowCount: number };

/** One page of what a recipe does to the rows, as it is looked at. */
export class EffectView {
  tab = $state<EffectTab>('all');
  /** 0-based place of the first row shown. */
  from = $state(0);
  page = $state.raw<EffectPage | null>(null);
  /** True while the page is one of another source, tab or place. */
  loading = $state(false);
  problem = $state('');
  #isChosen = false;
  readonly #reader: Pick<Reader, 'glances'>;
  #asked = 0;

  constructor(reader: Pick<Reader, 'glances'>) {
    this.#reader = reader;
  }

  choose = (tab: EffectTab): void => {
    this.#isChosen = true;
    // Rows of another tab would look like an answer.
    if (tab !== this.tab) this.page = null;
    this.tab = tab;
    this.from = 0;
  };

  /** Shows what there is to see, until a tab is chosen. */
  suggest = ({ removed, changed }: EffectCounts): void => {
    if (this.#isChosen) return;
    this.tab = removed > 0 ? 'removed' : changed > 0 ? 'changed' : 'all';
    this.from = 0;
  };

  /** Reads the page that is chosen; null: what is shown is old, and nothing newer is there yet. */
  load = async (source: EffectSource | null): Promise<void> => {
    const asked = ++this.#asked;
    this.loading = true;
    if (!source) return;
    const { tab } = this;
    let read = await this.#read(source, this.from);
    if (asked !== this.#asked) return;
    // Fewer rows than before: their last page.
    if (read.ok && read.value.rows.length === 0 && read.value.total > 0) {
      this.from = Math.floor((read.value.total - 1) / EFFECT_ROWS) * EFFECT_ROWS;
      read = await this.#read(source, this.from);
      if (asked !== this.#asked) return;
    }
    if (tab !== this.tab) return;
    this.loading = false;
    this.problem = read.ok ? '' : 'These rows can’t be read.';
    if (read.ok) this.page = read.value;
  };

  /** Shows all of one row, at its place on the page. */
  unfold = async ({ held }: { readonly held: HeldRun }, index: number): Promise<void> => {
    const asked = this.#asked;
    const found = await held.effects({ tab: this.tab, from: this.from + index, count: 1, whole: true });
    const [row] = found.ok ? found.value.rows : [];
    if (!row || !this.page || asked !== this.#asked) return;
    this.page = { ...this.page, rows: this.page.rows.with(index, row) };
  };

  async #read(source: EffectSource, from: number): Promise<Result<EffectPage>> {
    const { tab } = this;
    if (source.kind === 'run') return source.held.effects({ tab, from, count: EFFECT_ROWS });
    if (tab !== 'all') return ok({ total: 0, rows: [] });
    const read = await this.#reader.glances(source.versionId, from, EFFECT_ROWS);
    if (!read.ok) return read;
    return ok({ total: source.rowCount, rows: read.value.map((glance, at) => asRow(glance, from + at)) });
  }
}

function asRow(glance: RowGlance, position: number): EffectRow {
  return { position, kind: 'same', glance, changes: null, removed: null };
}
