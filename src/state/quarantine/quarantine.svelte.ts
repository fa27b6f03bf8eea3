import type { QuarantineInfo } from '../../core/version/version.ts';
import { listQuarantine, readQuarantined } from '../../store/rows/quarantine.ts';

/** Entries shown at first, and by each “Show more”. */
const PAGE = 50;
/** Raw rows read at once: they may be large. */
const BATCH = 200;
const LINE_FEED = 0x0a;

/** What could not be read at import. */
export class Quarantine {
  entries = $state.raw<readonly QuarantineInfo[]>([]);
  #shown = $state(PAGE);
  readonly #datasetId: string;

  constructor(datasetId: string) {
    this.#datasetId = datasetId;
  }

  more = (): void => {
    this.#shown += PAGE;
  };

  /** Reads what is shown, of `total` entries. */
  load(total: number): Promise<void> {
    const count = Math.min(this.#shown, total);
    return listQuarantine(this.#datasetId, 0, count).then((entries) => {
      this.entries = entries;
    });
  }

  /** The raw bytes of all entries, each ending in a line break. */
  async blob(total: number): Promise<Blob> {
    const parts: BlobPart[] = [];
    for (let from = 0; from < total; from += BATCH) {
      for (const raw of await readQuarantined(this.#datasetId, from, BATCH)) {
        parts.push(new Uint8Array(raw));
        if (raw.at(-1) !== LINE_FEED) parts.push('\n');
      }
    }
    return new Blob(parts, { type: 'text/plain' });
  }
}
