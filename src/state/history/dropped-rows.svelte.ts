import type { DroppedRow } from '../../../workers/contracts/reader.ts';
import type { Reader } from '../../jobs/reader.ts';
import type { Notices } from '../frame/notices.svelte.ts';

const PAGE = 20;

/** The rows that one step of one version dropped, read as far as they are looked at. */
export class DroppedRows {
  rows = $state.raw<readonly DroppedRow[]>([]);
  loading = $state(false);
  readonly #reader: Reader;
  readonly #notices: Notices;
  readonly #versionId: string;
  readonly #step: number;

  constructor(app: { readonly reader: Reader; readonly notices: Notices }, versionId: string, step: number) {
    this.#reader = app.reader;
    this.#notices = app.notices;
    this.#versionId = versionId;
    this.#step = step;
  }

  more = async (): Promise<void> => {
    if (this.loading) return;
    this.loading = true;
    const next = await this.#notices.run(() =>
      this.#reader.dropped(this.#versionId, this.#step, this.rows.length, PAGE),
    );
    if (next) this.rows = [...this.rows, ...next];
    this.loading = false;
  };
}
