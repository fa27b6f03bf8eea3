import type { CheckedRow, RowFault } from './checked-row.ts';
import { MAX_CLASSES } from './classes.ts';

/** What a worker found in some rows, in their order. Plain data: typed arrays that can be transferred. */
export interface PreflightPart {
  /** The position of its first row in the version's list. */
  readonly first: number;
  readonly columns: RowColumns;
  readonly labelNames: readonly string[];
  readonly findings: readonly PartFinding[];
}

/** One entry a row; two for `keys`. */
export interface RowColumns {
  readonly keys: Uint32Array;
  readonly bytes: Uint32Array;
  readonly low: Uint32Array;
  readonly likely: Uint32Array;
  readonly high: Uint32Array;
  /** 1 + the index of the label's name, 0 for none. */
  readonly labels: Uint16Array;
  /** 1 where an error is against the row. */
  readonly faulty: Uint8Array;
  readonly media: Uint8Array;
}

export interface PartFinding {
  readonly rule: string;
  readonly kind?: string;
  /** Ascending, in the version's list. */
  readonly positions: Uint32Array;
  /** What was found in the first of them. */
  readonly detail: string;
}

/** Faults of one key are one finding. */
export function faultKey({ rule, kind = '' }: Pick<RowFault, 'rule' | 'kind'>): string {
  return `${rule}\n${kind}`;
}

/** Gathers checked rows one after another. */
export class PreflightTally {
  readonly #first: number;
  readonly #columns: RowColumns;
  readonly #labels = new Map<string, number>();
  readonly #findings = new Map<string, { readonly fault: RowFault; readonly positions: number[] }>();
  #rows = 0;

  /** `first`: the position of the first row that comes; `rows`: how many come. */
  constructor(first: number, rows: number) {
    this.#first = first;
    this.#columns = newColumns(rows);
  }

  add({ key, bytes, tokens, faults, isFaulty, hasMedia, label }: CheckedRow): void {
    const row = this.#rows++;
    const columns = this.#columns;
    columns.keys.set(key, row * 2);
    columns.bytes[row] = bytes;
    columns.low[row] = tokens.low;
    columns.likely[row] = tokens.likely;
    columns.high[row] = tokens.high;
    columns.labels[row] = label === null ? 0 : this.#codeOf(label);
    columns.faulty[row] = isFaulty ? 1 : 0;
    columns.media[row] = hasMedia ? 1 : 0;
    for (const fault of faults) {
      const key = faultKey(fault);
      const finding = this.#findings.get(key);
      if (finding) finding.positions.push(this.#first + row);
      else this.#findings.set(key, { fault, positions: [this.#first + row] });
    }
  }

  part(): PreflightPart {
    if (this.#rows !== this.#columns.bytes.length) {
      throw new RangeError(`preflight got ${this.#rows} rows of ${this.#columns.bytes.length}`);
    }
    const findings = [...this.#findings.values()].map(({ fault, positions }): PartFinding => {
      return { ...fault, positions: Uint32Array.from(positions) };
    });
    const names = [...this.#labels.keys()];
    return {
      first: this.#first,
      columns: this.#columns,
      labelNames: names,
      findings,
    };
  }

  #codeOf(label: string): number {
    const known = this.#labels.get(label);
    if (known !== undefined) return known;
    if (this.#labels.size >= MAX_CLASSES) return 0;
    this.#labels.set(label, this.#labels.size + 1);
    return this.#labels.size;
  }
}

export function newColumns(rows: number): RowColumns {
  return {
    keys: new Uint32Array(rows * 2),
    bytes: new Uint32Array(rows),
    low: new Uint32Array(rows),
    likely: new Uint32Array(rows),
    high: new Uint32Array(rows),
    labels: new Uint16Array(rows),
    faulty: new Uint8Array(rows),
    media: new Uint8Array(rows),
  };
}
