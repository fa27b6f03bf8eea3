/** Which rows a bulk action is about. */
export type Chosen =
  /** All rows of the view but these. */
  | { readonly kind: 'view'; readonly spared: readonly number[] }
  /** Positions in the version, ascending. */
  | { readonly kind: 'rows'; readonly positions: readonly number[] };

/** The list that is shown, as far as ticks are concerned. */
export interface ShownList {
  readonly count: number;
  /** From the index in the list to the position in the version. */
  positionAt(index: number): number;
}

/** The rows that are ticked, by their position in the version: they stay ticked when the order changes. */
export class RowSelection {
  /** Ticked are all rows of the view but those in `#picked`, or those alone. */
  #all = $state(false);
  /** Changed in place, since a copy for each tick among thousands would be felt; `#changes` tells of it. */
  readonly #picked = new Set<number>();
  #changes = $state(0);
  #last: number | null = null;
  readonly #list: ShownList;

  constructor(list: ShownList) {
    this.#list = list;
  }

  get state(): 'none' | 'some' | 'all' {
    const { count } = this;
    if (count === 0) return 'none';
    return count === this.#list.count ? 'all' : 'some';
  }

  /** Rows that are ticked. */
  get count(): number {
    const picked = this.#now.size;
    return this.#all ? Math.max(0, this.#list.count - picked) : picked;
  }

  /** True where "all" was ticked, less single rows: rows that come to the view belong to it. */
  get isOfView(): boolean {
    return this.#all;
  }

  /** By the index in the list that is shown. */
  has = (index: number): boolean => {
    return this.#now.has(this.#list.positionAt(index)) !== this.#all;
  };

  /** `withRange`: all from the row that was toggled last up to this one get what this one gets. */
  toggle = (index: number, withRange: boolean): void => {
    const ticks = !this.has(index);
    const from = withRange && this.#last !== null ? this.#last : index;
    for (let at = Math.min(from, index); at <= Math.max(from, index); at++) this.#set(this.#list.positionAt(at), ticks);
    this.#last = index;
    this.#changes++;
  };

  toggleAll = (): void => {
    const ticks = this.state !== 'all';
    this.clear();
    this.#all = ticks;
  };

  clear = (): void => {
    this.#all = false;
    this.#picked.clear();
    this.#last = null;
    this.#changes++;
  };

  chosen(): Chosen {
    const positions = [...this.#picked].sort((one, other) => one - other);
    return this.#all ? { kind: 'view', spared: positions } : { kind: 'rows', positions };
  }

  /** The picked rows, for what is drawn: it is drawn again when they change. */
  get #now(): ReadonlySet<number> {
    return this.#changes < 0 ? new Set() : this.#picked;
  }

  #set(position: number, ticks: boolean): void {
    if (ticks === this.#all) this.#picked.delete(position);
    else this.#picked.add(position);
  }
}
