import type { VersionInfo } from '../../core/version/version.ts';
import type { RowCells } from '../../../workers/contracts/reader.ts';
import type { App } from '../frame/app.ts';
import { Cells } from './cells.svelte.ts';
import { RowSearch } from './row-search.svelte.ts';

/** What the Rows page shows of one version: all rows or those found, and the one that is read. */
export class RowsView {
  version: VersionInfo;
  readonly cells: Cells;
  readonly search: RowSearch;
  /** Index in the list that is shown, of the row with the cursor. */
  active = $state(0);
  /** Whether the reading panel is open. */
  reading = $state(false);

  constructor(app: App, version: VersionInfo) {
    this.version = $state.raw(version);
    this.cells = new Cells(app.reader, { versionId: version.id, columns: version.columns }, app.notices.fail);
    this.search = new RowSearch(app.tasks, app.notices);
  }

  /** Rows in the list that is shown. */
  get count(): number {
    return this.search.found?.length ?? this.version.rowCount;
  }

  /** The position in the version of the row that is read; null where there is none. */
  get position(): number | null {
    return this.active < this.count ? this.positionAt(this.active) : null;
  }

  positionAt = (index: number): number => this.search.found?.[index] ?? index;

  rowAt = (index: number): RowCells | undefined => this.cells.at(this.positionAt(index));

  want = (first: number, last: number): void => {
    const positions: number[] = [];
    for (let index = first; index < Math.min(last, this.count); index += 1) positions.push(this.positionAt(index));
    this.cells.want(positions);
  };

  /** Goes on with another version of the same dataset: the place and the search stay. */
  show(version: VersionInfo): void {
    if (version.id === this.version.id) return;
    this.version = version;
    this.cells.show({ versionId: version.id, columns: version.columns });
    // a hand edit moves no row: what was found stays where it is, even if it would no longer match
    if (this.search.query !== '' && version.kind !== 'edit') void this.search.search(version.id, this.search.query);
  }

  find = (query: string): void => {
    this.active = 0;
    void this.search.search(this.version.id, query);
  };

  read = (index: number): void => {
    this.active = index;
    this.reading = true;
  };

  /** Goes to the next or the previous row of the list. */
  step = (by: -1 | 1): void => {
    this.active = Math.min(Math.max(this.active + by, 0), Math.max(0, this.count - 1));
  };
}
