interface EditedCell {
  readonly index: number;
  readonly column: string;
  readonly text: string;
}

/** The cell that is edited in place, if any. */
export class CellEdit {
  open = $state.raw<EditedCell | null>(null);
  readonly #onedit: () => ((index: number, column: string, text: string) => void) | undefined;

  constructor(onedit: () => ((index: number, column: string, text: string) => void) | undefined) {
    this.#onedit = onedit;
  }

  start(index: number, column: string, text: string): void {
    this.open = { index, column, text };
  }

  stop(): void {
    this.open = null;
  }

  /** The text that a cell's editor starts with; null for a cell that is not edited. */
  textAt(index: number, column: string | undefined): string | null {
    return this.open?.index === index && this.open.column === column ? this.open.text : null;
  }

  save = (text: string): void => {
    if (this.open) this.#onedit()?.(this.open.index, this.open.column, text);
  };
}
