import type { Progress, Run } from '../../jobs/run.ts';
import { addMark, paceOf, UNKNOWN_PACE, type Mark, type Pace } from '../../jobs/pace.ts';

/** Figures that change more often than this can't be read. */
const SHOW_EVERY_MS = 100;

export interface TaskOptions {
  /** Says what runs: "Import of a.csv". */
  readonly name: string;
  /** True where leaving the page would lose work. */
  readonly writes: boolean;
  /** Where its progress is drawn: with all others at the top, or by the page that started it. */
  readonly place: 'tray' | 'page';
  /** For a look that nobody pressed for: it stops while anything else runs, and is then taken up again. */
  readonly givesWay?: boolean;
}

/** One running piece of work, as the screen shows it. */
export class Task {
  readonly id: number;
  readonly name: string;
  readonly writes: boolean;
  readonly place: 'tray' | 'page';
  readonly givesWay: boolean;
  progress = $state.raw<Progress>({ done: 0, total: 0, unit: 'rows', rows: 0 });
  pace = $state.raw<Pace>(UNKNOWN_PACE);
  readonly #abort = new AbortController();
  #marks: readonly Mark[] = [];
  #shownAt = 0;

  constructor(id: number, options: TaskOptions) {
    this.id = id;
    this.name = options.name;
    this.writes = options.writes;
    this.place = options.place;
    this.givesWay = options.givesWay ?? false;
  }

  get run(): Run {
    return { signal: this.#abort.signal, onProgress: this.#report };
  }

  cancel = (): void => {
    this.#abort.abort();
  };

  readonly #report = (progress: Progress): void => {
    const now = performance.now();
    if (now - this.#shownAt < SHOW_EVERY_MS && progress.done < progress.total) return;
    this.#shownAt = now;
    this.#marks = addMark(this.#marks, progress, now);
    this.progress = progress;
    this.pace = paceOf(this.#marks, progress.total);
  };
}
