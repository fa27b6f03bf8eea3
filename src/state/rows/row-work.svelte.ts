import { grouped } from '../../core/amount.ts';
import type { VersionInfo } from '../../core/version/version.ts';
import type { OpenDataset } from '../dataset/open-dataset.ts';
import type { App } from '../frame/app.ts';
import { type CellText, readCell, writeCell } from './cell-work.ts';
import { bringBack } from './row-reading.svelte.ts';
import type { RowsView } from './rows-view.svelte.ts';
import { Triage, type Verdict } from './triage.svelte.ts';

/** What is done by hand to one row after another: cells that are edited in place, judgements, and what was typed. */
export class RowWork {
  readonly triage: Triage;
  readonly #app: App;
  readonly #open: OpenDataset;
  readonly #view: RowsView;
  #queue: Promise<void> = Promise.resolve();
  /** What the last edit of a cell made, and after which change of the dataset the screen knows of it, or of later ones. */
  #made: { readonly version: VersionInfo; readonly seq: number } | null = null;

  constructor(app: App, open: OpenDataset, view: RowsView) {
    this.#app = app;
    this.#open = open;
    this.#view = view;
    this.triage = new Triage(app, open.head);
  }

  /** What a row of the list is judged to be. */
  verdictAt = (index: number): string | undefined => this.triage.at(this.#view.positionAt(index));

  /** Judges the row with the cursor, and goes to the next. */
  judge = (verdict: Verdict): void => {
    const { position } = this.#view;
    if (position === null) return;
    this.triage.judge(position, verdict);
    this.#view.step(1);
  };

  /** Takes the last judgement back, and goes to its row where the list has it. */
  takeBack = (): void => {
    const position = this.triage.undo();
    const index = position === null ? null : this.#view.indexOf(position);
    if (index !== null) this.#view.active = index;
  };

  wholeCell = async (index: number, column: string): Promise<CellText | null> => {
    const read = await readCell(this.#app.reader, this.#view.version, this.#view.positionAt(index), column);
    if (read.ok) return read.value;
    this.#app.notices.fail(read.failure);
    return null;
  };

  /** One cell after another: the second of two quick edits goes on from what the first one made. */
  editCell = (index: number, column: string, text: string): Promise<void> => {
    const position = this.#view.positionAt(index);
    const turn = this.#queue.then(() => this.#editCell(position, column, text));
    this.#queue = turn;
    return turn;
  };

  async #editCell(position: number, column: string, text: string): Promise<void> {
    const { head, info } = this.#open;
    const { version, seq } = this.#made && info.seq < this.#made.seq ? this.#made : { version: head, seq: info.seq };
    const made = await this.#app.notices.run(() => writeCell(this.#app.reader, version, { position, column, text }));
    if (!made) return;
    this.#made = { version: made, seq: seq + 1 };
    this.#say(position, made);
  }

  /**
   * Stores what was typed or judged just before the page was closed. Gives the position of a row with something typed that
   * can't be stored; null where there is none.
   */
  bringBack = async (): Promise<number | null> => {
    const { rowEdits, reader } = this.#app;
    const { dataset, info, head } = this.#open;
    rowEdits.onsaved = (row, made) => this.#say(row.position, made);
    this.triage.bringBack(dataset.versions);
    const drafts = await bringBack(reader, rowEdits, { datasetId: info.id, versionId: head.id });
    return drafts.find(({ dirty }) => dirty)?.position ?? null;
  };

  #say(position: number, made: VersionInfo): void {
    this.#open.dataset.say(`Row ${grouped(position + 1)} changed.`, made);
  }
}
