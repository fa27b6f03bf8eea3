import type { ExportType } from './exporter.svelte.ts';

/** How the rows are shared out among files: all in one, one for each value of a mark, or this many rows in each. */
export type Sharing = 'one' | 'mark' | 'shards';

/** What was chosen for the last export of a dataset. */
export interface ExportChoice {
  readonly fileType: ExportType;
  /** The id of the format that rows are converted to; null leaves them as they are. */
  readonly format: string | null;
  readonly formulaGuard: boolean;
  readonly sources: boolean;
  readonly marks: boolean;
  readonly sharing: Sharing;
  /** The mark whose values have a file each. */
  readonly mark: string;
  /** Rows of a file. */
  readonly shardRows: number;
}

const INITIAL: ExportChoice = {
  fileType: 'jsonl',
  format: null,
  formulaGuard: false,
  sources: false,
  marks: false,
  sharing: 'one',
  mark: '',
  shardRows: 10_000,
};
const KEY = 'lapidary.export.';

/** The choices on the Export page of a dataset, which are kept in this browser. */
export class ExportChoices {
  current = $state.raw<ExportChoice>(INITIAL);
  readonly #key: string;

  constructor(datasetId: string) {
    this.#key = KEY + datasetId;
    this.current = { ...INITIAL, ...stored(this.#key) };
  }

  change = (change: Partial<ExportChoice>): void => {
    this.current = { ...this.current, ...change };
    try {
      localStorage.setItem(this.#key, JSON.stringify(this.current));
    } catch {
      // storage may be forbidden or full: then the choice lasts as long as the page
    }
  };
}

/** Members that are what they should be; whatever else was stored is passed over. */
function stored(key: string): Partial<ExportChoice> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    if (typeof value !== 'object' || value === null) return {};
    const known = Object.entries(value).filter(([name, member]) => {
      if (name === 'format') return member === null || typeof member === 'string';
      // The cast: a name that is none of ours gives undefined, whose type no member has.
      return typeof member === typeof INITIAL[name as keyof ExportChoice];
    });
    return Object.fromEntries(known);
  } catch {
    return {};
  }
}
