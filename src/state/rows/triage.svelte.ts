import type { Result } from '../../core/failure.ts';
import { areInPlace } from '../../core/version/in-place.ts';
import type { VersionInfo } from '../../core/version/version.ts';
import type { Judgement } from '../../store/versions/judge.ts';
import type { App } from '../frame/app.ts';

/** What a row is judged to be: a value of the mark `triage`. */
export type Verdict = 'keep' | 'remove' | 'mark';

const TRIAGE = 'triage';

const KEY = 'lapidary.judged';

interface KeptJudgements {
  readonly datasetId: string;
  /** The version whose positions they name. */
  readonly versionId: string;
  readonly judgements: readonly Judgement[];
}

interface TriageNeeds {
  readonly reader: Pick<App['reader'], 'judge' | 'judged'>;
  readonly notices: App['notices'];
}

/**
 * Rows that are judged one after another by keys. A judgement is shown at once and stored behind it: those that come while
 * a version is made become one version. What is not stored when the page closes is written down, and stored at the next
 * start.
 */
export class Triage {
  readonly #app: TriageNeeds;
  #version: VersionInfo;
  /** Replaced whole by each change: a hand makes few. */
  #values: ReadonlyMap<number, string> = $state.raw(new Map());
  #waiting: Judgement[] = [];
  #storing: readonly Judgement[] = [];
  #running: Promise<void> | null = null;
  /** The version on the screen; null before there is one. */
  #shownId: string | null = null;
  /** The versions that judgements made here and that the screen has not heard of, oldest first: their values are known. */
  readonly #made = new Set<string>();
  readonly #past: Judgement[] = [];

  constructor(app: TriageNeeds, version: VersionInfo) {
    this.#app = app;
    this.#version = version;
  }

  /** Rows that are judged. */
  get count(): number {
    return this.#values.size;
  }

  /** The value of a row of the version, from 0. */
  at(position: number): string | undefined {
    return this.#values.get(position);
  }

  /** Goes on with a version: reads what is judged in it, unless it came of judgements here and is new to the screen. */
  async show(version: VersionInfo): Promise<void> {
    this.#version = version;
    if (version.id === this.#shownId) return;
    this.#shownId = version.id;
    const before = [...this.#made];
    const isMade = this.#made.has(version.id);
    // Undo and Redo may come to those that are older.
    for (const id of before.slice(0, isMade ? before.indexOf(version.id) + 1 : before.length)) this.#made.delete(id);
    if (isMade) return;
    const read = await this.#app.reader.judged(version.id, TRIAGE);
    if (version.id !== this.#shownId) return;
    if (!read.ok) {
      this.#shownId = null;
      return;
    }
    if (this.#made.size > 0) {
      // What was judged meanwhile is newer than what was read. The screen is to hear of it, and then it is read.
      this.#made.clear();
      return;
    }
    const { positions, codes, dictionary } = read.value;
    this.#values = new Map(Array.from(positions, (position, at) => [position, dictionary[(codes[at] ?? 0) - 1] ?? '']));
    for (const each of [...this.#storing, ...this.#waiting]) this.#put(each);
  }

  judge(position: number, value: Verdict): void {
    const before = this.#values.get(position) ?? null;
    this.#past.push({ position, value: before });
    this.#add({ position, value });
  }

  /** Takes the last judgement back, and gives its row; null where there is none. */
  undo(): number | null {
    const last = this.#past.pop();
    if (!last) return null;
    this.#add(last);
    return last.position;
  }

  /** Stores what was judged just before the page was closed. `versions`: those of the dataset. */
  bringBack(versions: readonly VersionInfo[]): void {
    const kept = readKept();
    if (kept?.datasetId !== this.#version.datasetId) return;
    localStorage.removeItem(KEY);
    if (!areInPlace(versions, this.#version.id, kept.versionId)) return;
    for (const judgement of kept.judgements) this.#add(judgement);
  }

  #put({ position, value }: Judgement): void {
    const values = new Map(this.#values);
    if (value === null) values.delete(position);
    else values.set(position, value);
    this.#values = values;
  }

  #add(judgement: Judgement): void {
    this.#put(judgement);
    this.#waiting.push(judgement);
    this.#keep();
    this.#running ??= this.#store().finally(() => (this.#running = null));
  }

  async #store(): Promise<void> {
    while (this.#waiting.length > 0) {
      this.#storing = this.#waiting;
      this.#waiting = [];
      const result = await this.#storeSome(this.#storing);
      this.#storing = [];
      if (result.ok) this.#made.add(result.value.id);
      else {
        this.#waiting = [];
        this.#shownId = null;
        this.#app.notices.fail(result.failure);
        await this.show(this.#version);
      }
      this.#keep();
    }
  }

  /** A row that is edited at the same time moves the head, and no row. */
  async #storeSome(judgements: readonly Judgement[], tries = 3): Promise<Result<VersionInfo>> {
    const result = await this.#app.reader.judge(this.#version.datasetId, TRIAGE, judgements);
    if (result.ok || result.failure.kind !== 'head-moved' || tries === 1) return result;
    return this.#storeSome(judgements, tries - 1);
  }

  #keep(): void {
    const judgements = [...this.#storing, ...this.#waiting];
    const { datasetId, id: versionId } = this.#version;
    try {
      if (judgements.length === 0) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, JSON.stringify({ datasetId, versionId, judgements } satisfies KeptJudgements));
    } catch {
      // storage may be forbidden: then a judgement of the last moment may be lost
    }
  }
}

function readKept(): KeptJudgements | null {
  try {
    // Nobody but this file writes it.
    return JSON.parse(localStorage.getItem(KEY) ?? 'null') as KeptJudgements | null;
  } catch {
    return null;
  }
}
