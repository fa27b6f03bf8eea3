import { areInPlace, cameOf } from '../../core/version/in-place.ts';
import type { VersionInfo } from '../../core/version/version.ts';
import {
  equalViews,
  EVERYTHING,
  type Filter,
  isNarrowed,
  type Search,
  type Sort,
  type View,
  withoutSort,
} from '../../core/view/view.ts';
import type { RowCells } from '../../../workers/contracts/reader.ts';
import type { App } from '../frame/app.ts';
import { Cells } from './cells.svelte.ts';
import { listMarks, type NamedMark } from '../../store/versions/mark-names.ts';
import { ColumnProfiles } from './column-profiles.svelte.ts';
import { RowLook } from './row-look.svelte.ts';
import { RowSelection } from './row-selection.svelte.ts';
import { queryOfRows, rowsOfQuery } from './rows-address.ts';

export type { NamedMark };

/** How the address follows: `push` where Back is to undo it, `replace` while something is typed. */
export type Note = 'push' | 'replace';

/** What the Rows page shows of one version: which rows in which order, which are ticked, and the one that is read. */
export class RowsView {
  version: VersionInfo;
  readonly cells: Cells;
  readonly look: RowLook;
  readonly profiles: ColumnProfiles;
  readonly selection: RowSelection;
  /** Index in the list that is shown, of the row with the cursor. */
  active = $state(0);
  /** Whether the reading panel is open. */
  reading = $state(false);
  /** Its tab, where one was chosen. */
  tab = $state<string | null>(null);
  /** The marks of the version. */
  marks = $state.raw<readonly NamedMark[]>([]);
  /** What the address asks for and nobody can read, in words; empty where all is well. */
  unread = $state('');
  readonly #onNote: (query: string, how: Note) => void;
  readonly #attempt: App['notices']['attempt'];
  /** What was read of or written to the address last. */
  #query: string | null = null;
  /** A row that the address names, until the rows of its view are there; the one at the top where it names none. */
  #wanted: { readonly position: number | null; readonly reading: boolean } | null = null;

  constructor(app: App, version: VersionInfo, columns: readonly string[] = version.columns) {
    this.version = $state.raw(version);
    this.cells = new Cells(app.reader, { versionId: version.id, columns }, app.notices.fail);
    this.look = new RowLook(app.tasks, app.notices);
    this.profiles = new ColumnProfiles(app.tasks, app.notices);
    this.selection = new RowSelection(this);
    this.#onNote = app.router.note;
    this.#attempt = app.notices.attempt.bind(app.notices);
    void this.#readMarks();
  }

  get view(): View {
    return this.look.view;
  }

  /** True where the view leaves rows out. */
  get isNarrowed(): boolean {
    return isNarrowed(this.view);
  }

  /** Marked in the texts, where the search is for a text. */
  get query(): string {
    const { search } = this.view;
    return search && search.regex !== true ? search.text : '';
  }

  /** Rows in the list that is shown. */
  get count(): number {
    return this.look.positions?.length ?? this.version.rowCount;
  }

  /** The position in the version of the row that is read; null where there is none. */
  get position(): number | null {
    return this.active < this.count ? this.positionAt(this.active) : null;
  }

  positionAt = (index: number): number => this.look.positions?.[index] ?? index;

  rowAt = (index: number): RowCells | undefined => this.cells.at(this.positionAt(index));

  want = (first: number, last: number): void => {
    const positions: number[] = [];
    for (let index = first; index < Math.min(last, this.count); index += 1) positions.push(this.positionAt(index));
    this.cells.want(positions);
  };

  /**
   * Goes on with another version of the same dataset, of which `versions` are all: the place, the search and the filters
   * stay.
   */
  show(
    version: VersionInfo,
    columns: readonly string[] = version.columns,
    versions: readonly VersionInfo[] = [],
  ): void {
    this.cells.show({ versionId: version.id, columns });
    if (version.id === this.version.id) return;
    // Of what is done to rows here, what was found and ticked stays where it is, even if it would no longer match. Undo of
    // marks is another matter: what is filtered by may be gone.
    const known = [...versions, this.version, version];
    const staysInPlace =
      cameOf(known, version.id, this.version.id, ['edit', 'mark']) ||
      areInPlace(known, this.version.id, version.id, ['edit']);
    this.version = version;
    if (!staysInPlace) {
      this.selection.clear();
      this.look.positions = null;
    }
    if (!staysInPlace) void this.#look(this.view);
    void this.#readMarks();
    this.active = Math.min(this.active, Math.max(0, this.count - 1));
  }

  /** Shows other rows, or the same ones in another order. */
  change(next: View, how: Note = 'push'): void {
    if (equalViews(next, this.view)) return;
    const isSameRows = equalViews({ ...next, sort: undefined }, { ...this.view, sort: undefined });
    if (!isSameRows) this.selection.clear();
    this.active = 0;
    this.unread = '';
    void this.#look(next);
    this.note(how);
  }

  search(search: Search, how: Note = 'replace'): void {
    const { filters, sort } = this.view;
    this.change({ ...(search.text !== '' && { search }), filters, ...(sort && { sort }) }, how);
  }

  sort(sort: Sort | null): void {
    const rest = withoutSort(this.view);
    this.change(sort ? { ...rest, sort } : rest);
  }

  /** Adds a filter, or puts it in the place of one. */
  filter(filter: Filter, instead?: Filter): void {
    const { filters } = this.view;
    const at = instead ? filters.indexOf(instead) : -1;
    this.change({ ...this.view, filters: at < 0 ? [...filters, filter] : filters.with(at, filter) });
  }

  removeFilter(filter: Filter): void {
    this.change({ ...this.view, filters: this.view.filters.filter((each) => each !== filter) });
  }

  /** Shows all rows, in the order that was chosen. */
  clear(how: Note = 'push'): void {
    const { sort } = this.view;
    this.change(sort ? { filters: [], sort } : EVERYTHING, how);
  }

  /** Goes to a row of the version; it may be one that the view leaves out, which then shows all rows. */
  goTo = (position: number): void => {
    const index = this.indexOf(position);
    if (index === null) {
      this.clear();
      this.#wanted = { position, reading: false };
      this.#settle();
    } else this.active = index;
    this.note('replace');
  };

  read = (index: number): void => {
    const wasReading = this.reading;
    this.active = index;
    this.reading = true;
    this.note(wasReading ? 'replace' : 'push');
  };

  closeReading = (): void => {
    this.reading = false;
    this.note('push');
  };

  /** Goes to the next or the previous row of the list. */
  step = (by: -1 | 1): void => {
    this.active = Math.min(Math.max(this.active + by, 0), Math.max(0, this.count - 1));
  };

  /** Shows what an address asks for; what nobody can read of it is said and left out. */
  follow(query: string): void {
    if (query === this.#query) return;
    this.#query = query;
    const { view, position, reading, tab, unread } = rowsOfQuery(query);
    this.unread = unread.join(', ');
    this.tab = tab;
    this.#wanted = { position: position > 0 || reading ? position : null, reading };
    if (equalViews(view, this.view)) this.#settle();
    else {
      this.selection.clear();
      void this.#look(view);
    }
  }

  /** Writes down in the address what is shown. */
  note(how: Note): void {
    // A row that is still looked for is what the address names already.
    if (this.#wanted || (how === 'replace' && this.unread !== '')) return;
    const { view, active, tab } = this;
    // Until the rows of the view are there nobody knows which one the cursor is on; at the top it is not worth a word.
    const isThere = this.look.task === null && active < this.count && (this.reading || active > 0);
    const position = isThere ? this.positionAt(active) : 0;
    const query = queryOfRows({ view, position, reading: isThere && this.reading, tab });
    if (query === this.#query) return;
    this.#query = query;
    this.unread = '';
    this.#onNote(query, how);
  }

  async #look(view: View): Promise<void> {
    await this.look.look(this.version.id, view);
    this.#settle();
    this.active = Math.min(this.active, Math.max(0, this.count - 1));
    this.note('replace');
  }

  async #readMarks(): Promise<void> {
    const { id } = this.version;
    await this.#attempt(async () => {
      const marks = await listMarks(id);
      if (this.version.id === id) this.marks = marks;
    });
  }

  /** Puts the cursor on the row that the address names, once all rows of the view are there. */
  #settle(): void {
    const wanted = this.#wanted;
    if (!wanted || this.look.task) return;
    this.#wanted = null;
    const index = wanted.position === null ? 0 : this.indexOf(wanted.position);
    this.active = index ?? 0;
    this.reading = wanted.reading && index !== null;
  }

  /** Where a row of the version is in the list that is shown; null where it is not. */
  indexOf(position: number): number | null {
    const { positions } = this.look;
    if (position >= this.version.rowCount) return null;
    if (!positions) return position;
    const index = positions.indexOf(position);
    return index < 0 ? null : index;
  }
}
