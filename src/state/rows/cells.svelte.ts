import type { Failure } from '../../core/failure.ts';
import type { Reader } from '../../jobs/reader.ts';
import type { RowCells } from '../../../workers/contracts/reader.ts';

/** Rows kept for the table; more would only be scrolled past. */
const KEPT = 4_000;

export interface CellSource {
  readonly versionId: string;
  readonly columns: readonly string[];
}

/** The cells that the table shows, fetched in batches as it scrolls. Only the newest wish is served. */
export class Cells {
  readonly #reader: Reader;
  readonly #onFailure: (failure: Failure) => void;
  #source: CellSource;
  #rows = $state.raw<ReadonlyMap<number, RowCells>>(new Map());
  /** The rows of the version before: shown until the new ones are there, so that an edit doesn't flicker. */
  #before: ReadonlyMap<number, RowCells> = new Map();
  #wanted: readonly number[] = [];
  #loading = false;

  constructor(reader: Reader, source: CellSource, onFailure: (failure: Failure) => void) {
    this.#reader = reader;
    this.#source = source;
    this.#onFailure = onFailure;
  }

  show(source: CellSource): void {
    const isAlike = source.columns.join('\n') === this.#source.columns.join('\n');
    if (source.versionId === this.#source.versionId && isAlike) return;
    this.#before = isAlike ? this.#rows : new Map();
    this.#rows = new Map();
    this.#source = source;
    // other columns of the same rows: nobody scrolls to them again
    if (!isAlike && !this.#loading) void this.#load();
  }

  at(position: number): RowCells | undefined {
    return this.#rows.get(position) ?? this.#before.get(position);
  }

  want(positions: readonly number[]): void {
    this.#wanted = positions;
    if (!this.#loading) void this.#load();
  }

  async #load(): Promise<void> {
    this.#loading = true;
    for (let missing = this.#missing(); missing.length > 0; missing = this.#missing()) {
      const source = this.#source;
      const result = await this.#reader.cells(source.versionId, missing, source.columns);
      if (source !== this.#source) continue;
      if (!result.ok) {
        this.#onFailure(result.failure);
        break;
      }
      if (result.value.length === 0) break;
      this.#keep(result.value);
    }
    this.#loading = false;
  }

  #missing(): readonly number[] {
    return this.#wanted.filter((position) => !this.#rows.has(position));
  }

  #keep(rows: readonly RowCells[]): void {
    const kept = this.#rows.size > KEPT ? [] : this.#rows;
    this.#rows = new Map([...kept, ...rows.map((row) => [row.position, row] as const)]);
  }
}
