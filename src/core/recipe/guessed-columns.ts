import type { Row } from '../row/row.ts';

/**
 * Columns that a step names before it has seen a row, because its format could have them. Those that no row which the recipe
 * made has are none: a conversion to a format with a place for tools brings no column of tools where nobody called one.
 */
export class GuessedColumns {
  readonly #guessed: readonly string[];
  readonly #unseen: Set<string>;

  constructor(guessed: readonly string[]) {
    this.#guessed = guessed;
    this.#unseen = new Set(guessed);
  }

  /** Looks which of them a row that was made has. */
  look(row: Row): void {
    if (this.#unseen.size === 0) return;
    const { members } = row;
    if (!members) return;
    for (const name of this.#unseen) if (members.find(name) >= 0) this.#unseen.delete(name);
  }

  /** Takes over what was seen elsewhere. */
  add(seen: readonly string[]): void {
    for (const name of seen) this.#unseen.delete(name);
  }

  /** Those that some row has. */
  get seen(): readonly string[] {
    return this.#guessed.filter((name) => !this.#unseen.has(name));
  }

  /** Columns without those that no row has. */
  trim(columns: readonly string[]): readonly string[] {
    return columns.filter((name) => !this.#unseen.has(name));
  }
}
