import { copyText } from './copy-text.ts';

/** How long a cell shows that it was copied. */
const SHOWN_MS = 600;

/** Copies a cell, and shows and says so: the clipboard itself shows nothing. */
export class CellCopy {
  /** Whether the cell was copied a moment ago. */
  copied = $state(false);
  /** For a live region: what was copied last. */
  said = $state('');

  /** `name` says which cell, as in "Answer of row 7". */
  async copy(text: string, name: string): Promise<void> {
    if (!(await copyText(text))) return;
    this.copied = true;
    this.said = `Copied ${name}.`;
    setTimeout(() => (this.copied = false), SHOWN_MS);
  }
}
