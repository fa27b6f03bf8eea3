import type { Result } from '../../core/failure.ts';
import type { Run } from '../../jobs/run.ts';
import type { Notices } from '../frame/notices.svelte.ts';

/** While answers come in, scores are made so long after the last time, or this many times as long as they took. */
const SCORE_EVERY_MS = 1_000;
const REST = 3;

interface Source<Scores> {
  readonly score: (run: Run) => Promise<Result<Scores>>;
  /** Whether more answers are to come. */
  readonly isRunning: () => boolean;
  readonly onScored?: () => void;
}

/** The scores of what is worked on, made again while answers come in. */
export class LiveScores<Scores> {
  current = $state.raw<Scores | null>(null);
  /** Whether the scores are of all that is known: else what they miss may be there already. */
  complete = $state(false);
  readonly #source: Source<Scores>;
  readonly #notices: Pick<Notices, 'fail'>;
  readonly #abort = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #scoring = false;
  /** How often scores were wanted. */
  #wanted = 0;

  constructor(source: Source<Scores>, notices: Pick<Notices, 'fail'>) {
    this.#source = source;
    this.#notices = notices;
  }

  /** Something has changed: scores are made now, or as soon as those that are being made are there. */
  want(): void {
    clearTimeout(this.#timer);
    this.#wanted++;
    this.complete = false;
    if (!this.#scoring) void this.#score();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#abort.abort();
  }

  async #score(): Promise<void> {
    const { score, isRunning, onScored } = this.#source;
    this.#scoring = true;
    const wanted = this.#wanted;
    const started = performance.now();
    const scored = await score({ signal: this.#abort.signal, onProgress: () => undefined });
    this.#scoring = false;
    if (this.#abort.signal.aborted) return;
    if (scored.ok) this.current = scored.value;
    else this.#notices.fail(scored.failure);
    onScored?.();
    const isStale = this.#wanted !== wanted;
    this.complete = scored.ok && !isStale && !isRunning();
    if (!isStale && (!scored.ok || !isRunning())) return;
    const rest = isStale ? 0 : Math.max(SCORE_EVERY_MS, REST * (performance.now() - started));
    this.#timer = setTimeout(() => void this.#score(), rest);
  }
}
