import { describe, type Failure, type Result } from '../../core/failure.ts';
import type { VersionInfo } from '../../core/version/version.ts';
import type { Reader } from '../../jobs/reader.ts';

/** A row that is typed at, as far as storing it goes. */
export interface TypedRow {
  readonly datasetId: string;
  readonly position: number;
  before: string;
  readonly text: string;
  readonly json: string | null;
  readonly turns: unknown;
  problem: string;
  saving: boolean;
  saved: boolean;
  /** The version that the last text of it was stored in; null where nothing was stored yet. */
  storedIn: string | null;
  readonly dirty: boolean;
}

/** What was typed and could not be stored before the page was closed. */
export interface KeptTyping {
  readonly datasetId: string;
  readonly position: number;
  readonly before: string;
  readonly text: string;
  readonly json: string | null;
  readonly turns: unknown;
  readonly problem: string;
}

/** Storing begins when nobody has typed for so long. */
const QUIET_MS = 1_000;
const KEY = 'lapidary.typed';

/**
 * Stores what is typed into rows: after a second of quiet, and at once when the row is left. What can't be stored, such as
 * JSON that is not finished, is kept until it can, also over a reload. Lives as long as the page, so that nothing typed
 * depends on what is on the screen.
 */
export class RowEdits<T extends TypedRow = TypedRow> {
  readonly #reader: Pick<Reader, 'edit'>;
  readonly #open = new Map<string, T>();
  readonly #timers = new Map<T, ReturnType<typeof setTimeout>>();
  /** One row after another: each commit moves the head that the next one goes on from. */
  #queue: Promise<unknown> = Promise.resolve();
  /** Told of every row that was stored. */
  onsaved: (row: T, made: VersionInfo) => void = () => undefined;

  constructor(reader: Pick<Reader, 'edit'>) {
    this.#reader = reader;
  }

  /** Rows with something typed that is not stored yet. */
  get unsaved(): readonly T[] {
    return [...this.#open.values()].filter(({ dirty }) => dirty);
  }

  /** A row that is still typed at, or was last. */
  find(datasetId: string, position: number): T | undefined {
    return this.#open.get(keyOf(datasetId, position));
  }

  typed = (row: T): void => {
    this.#open.set(keyOf(row.datasetId, row.position), row);
    clearTimeout(this.#timers.get(row));
    if (row.problem === '')
      this.#timers.set(
        row,
        setTimeout(() => void this.save(row), QUIET_MS),
      );
  };

  /** Stores what is typed, now. Gives true where there is nothing left to store. */
  async save(row: T): Promise<boolean> {
    clearTimeout(this.#timers.get(row));
    this.#timers.delete(row);
    const turn = this.#queue.then(() => this.#store(row));
    this.#queue = turn;
    await turn;
    if (!row.dirty) this.#open.delete(keyOf(row.datasetId, row.position));
    return !row.dirty;
  }

  async saveAll(): Promise<void> {
    await Promise.all(this.unsaved.map((row) => this.save(row)));
  }

  /** Forgets what was typed at a row. */
  forget(row: T): void {
    clearTimeout(this.#timers.get(row));
    this.#open.delete(keyOf(row.datasetId, row.position));
  }

  async #store(row: T): Promise<void> {
    const { text } = row;
    if (text === row.before || row.problem !== '') return;
    row.saving = true;
    const result: Result<VersionInfo> = await this.#reader.edit(row.datasetId, row.position, row.before, text);
    row.saving = false;
    if (!result.ok) {
      row.problem = refusalOf(result.failure);
      return;
    }
    row.before = text;
    row.saved = true;
    row.storedIn = result.value.id;
    writeKept(readKept().filter((kept) => !isSame(kept, row)));
    this.onsaved(row, result.value);
  }

  /**
   * The page is about to close: writes down what is not stored yet, for `takeKept`. False where the browser has no room
   * for it.
   */
  keep = (): boolean => {
    const rows = this.unsaved;
    if (rows.length === 0) return true;
    const kept = rows.map(({ datasetId, position, before, text, json, turns, problem }): KeptTyping => {
      return { datasetId, position, before, text, json, turns, problem };
    });
    const others = readKept().filter((one) => !kept.some((two) => isSame(one, two)));
    const isKept = writeKept([...others, ...kept]);
    void this.saveAll();
    return isKept;
  };

  /** What was written down for a dataset, once. */
  takeKept(datasetId: string): readonly KeptTyping[] {
    const kept = readKept();
    const own = kept.filter((each) => each.datasetId === datasetId);
    if (own.length === 0) return [];
    writeKept(kept.filter((each) => each.datasetId !== datasetId));
    return own;
  }
}

function keyOf(datasetId: string, position: number): string {
  return `${datasetId}/${String(position)}`;
}

function isSame(one: KeptTyping, other: Pick<KeptTyping, 'datasetId' | 'position'>): boolean {
  return one.datasetId === other.datasetId && one.position === other.position;
}

function readKept(): readonly KeptTyping[] {
  try {
    // Nobody but this file writes it.
    return JSON.parse(localStorage.getItem(KEY) ?? '[]') as KeptTyping[];
  } catch {
    return [];
  }
}

function writeKept(kept: readonly KeptTyping[]): boolean {
  try {
    if (kept.length === 0) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

function refusalOf(failure: Failure): string {
  if (failure.kind === 'head-moved') {
    return 'This row has changed meanwhile, perhaps in another tab. Copy what you typed, discard it, and look at the row again.';
  }
  const { what, next } = describe(failure);
  return `${what} ${next}`;
}
