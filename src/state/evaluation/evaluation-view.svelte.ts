import type { Evaluation } from '../../core/evaluation/evaluation.ts';
import { ROW_FLAGS, type Scores } from '../../core/evaluation/scores.ts';
import { scoreAnswers } from '../../jobs/evaluate.ts';
import { forgetFailures } from '../../store/evaluation/stored-answers.ts';
import { listBlindSessions, removeBlindSession } from '../../store/evaluation/blind-sessions.ts';
import {
  changeEvaluation,
  getEvaluation,
  listEvaluationRows,
  removeEvaluation,
} from '../../store/evaluation/evaluations.ts';
import { readResultRows, type ResultRow } from '../../store/evaluation/result-rows.ts';
import type { App } from '../frame/app.ts';
import { Live } from '../frame/live.svelte.ts';

/** Which rows are shown. */
export type RowFilter = 'all' | 'different' | 'regression' | 'improvement' | 'error';

/** Rows on the screen at a time. */
export const PAGE_ROWS = 50;
/** While answers come in, scores are made so long after the last time, or this many times as long as they took. */
const SCORE_EVERY_MS = 1_000;
const REST = 3;

/** An evaluation as its page shows it: how far it is, its scores, and some of its rows. */
export class EvaluationView {
  readonly live: Live<Evaluation | undefined>;
  scores = $state.raw<Scores | null>(null);
  rows = $state.raw<readonly ResultRow[]>([]);
  filter = $state<RowFilter>('all');
  /** From 0. */
  page = $state(0);
  readonly id: string;
  readonly #app: Pick<App, 'google' | 'notices'>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #scoring = false;
  /** How often scores were wanted. */
  #wanted = 0;
  readonly #abort = new AbortController();

  constructor(id: string, app: Pick<App, 'google' | 'notices'>) {
    this.id = id;
    this.#app = app;
    this.live = new Live(() => getEvaluation(id));
  }

  get evaluation(): Evaluation | undefined {
    return this.live.current;
  }

  /** How many rows each filter shows. */
  readonly counts = $derived.by((): Readonly<Record<RowFilter, number>> => {
    const flags = this.scores?.flags ?? new Uint8Array(0);
    const count = (flag: number): number => flags.reduce((sum, each) => sum + ((each & flag) === 0 ? 0 : 1), 0);
    return {
      all: this.evaluation?.rows ?? 0,
      different: count(ROW_FLAGS.different),
      regression: count(ROW_FLAGS.regression),
      improvement: count(ROW_FLAGS.improvement),
      error: count(ROW_FLAGS.error),
    };
  });

  /** Indexes of the rows that the filter lets through. */
  readonly shown = $derived.by((): readonly number[] => {
    const all = Array.from({ length: this.evaluation?.rows ?? 0 }, (_, index) => index);
    const { filter } = this;
    if (filter === 'all') return all;
    return all.filter((index) => ((this.scores?.flags[index] ?? 0) & ROW_FLAGS[filter]) !== 0);
  });

  readonly pages = $derived(Math.max(1, Math.ceil(this.shown.length / PAGE_ROWS)));

  /** Questions that have an answer, or have failed for good, and all of them. */
  readonly progress = $derived.by(() => {
    const models = this.scores?.models ?? [];
    const done = models.reduce((sum, { answered, failed, sealed }) => sum + answered + failed + sealed, 0);
    return { done, total: (this.evaluation?.rows ?? 0) * (this.evaluation?.models.length ?? 0) };
  });

  /** Follows what is stored; returns how to stop. */
  watch = (): (() => void) => {
    const stop = this.live.watch();
    return () => {
      stop();
      clearTimeout(this.#timer);
      this.#abort.abort();
    };
  };

  /** Scores again whenever the evaluation goes on or stops. For an effect. */
  follow = (): void => {
    if (!this.evaluation) return;
    clearTimeout(this.#timer);
    this.#wanted++;
    if (!this.#scoring) void this.#score();
  };

  /** Reads the rows of the page. For an effect. */
  readRows = (): void => {
    const { evaluation, page } = this;
    if (!evaluation) return;
    const indexes = this.shown.slice(page * PAGE_ROWS, (page + 1) * PAGE_ROWS);
    void this.#app.notices.attempt(async () => {
      const rows = await readResultRows(evaluation, indexes);
      // Another page may be wanted by now.
      if (this.page === page) this.rows = rows;
    });
  };

  choose = (filter: RowFilter): void => {
    this.filter = filter;
    this.page = 0;
  };

  pause = (): Promise<void> => this.#change((each) => ({ ...each, state: 'paused', waiting: null }));

  resume = async (): Promise<void> => {
    await this.#change((each) => ({ ...each, state: 'running', waiting: null }));
    await this.#app.google.run((api) => api.askOn());
  };

  /** Goes on past the limit of cost that has stopped it. */
  raiseLimit = async (dollars: number | null): Promise<void> => {
    await this.#change((each) => ({ ...each, costLimit: dollars }));
    await this.resume();
  };

  /** Asks again what has failed, and nothing else. */
  retry = async (): Promise<void> => {
    const { evaluation } = this;
    if (!evaluation) return;
    await this.#app.notices.attempt(async () => {
      const rows = await listEvaluationRows(this.id);
      await forgetFailures(evaluation.datasetId, [...new Set(rows.flatMap(({ asks }) => asks))]);
    });
    await this.resume();
  };

  /** What a blind comparison has sealed would be lost with it: it is opened first. */
  remove = (): Promise<void> =>
    this.#app.notices.attempt(async () => {
      const sessions = await listBlindSessions(this.evaluation?.datasetId ?? '', this.id);
      for (const { id } of sessions) await removeBlindSession(id);
      await removeEvaluation(this.id);
    });

  async #change(change: (evaluation: Evaluation) => Evaluation): Promise<void> {
    await this.#app.notices.attempt(async () => {
      await changeEvaluation(this.id, change);
    });
  }

  async #score(): Promise<void> {
    this.#scoring = true;
    const wanted = this.#wanted;
    const started = performance.now();
    const scored = await scoreAnswers(this.id, { signal: this.#abort.signal, onProgress: () => undefined });
    this.#scoring = false;
    if (this.#abort.signal.aborted) return;
    if (scored.ok) this.scores = scored.value;
    else this.#app.notices.fail(scored.failure);
    // What was answered meanwhile is drawn, whatever the filter.
    this.readRows();
    const isStale = this.#wanted !== wanted;
    if (!isStale && (!scored.ok || this.evaluation?.state !== 'running')) return;
    const rest = isStale ? 0 : Math.max(SCORE_EVERY_MS, REST * (performance.now() - started));
    this.#timer = setTimeout(() => void this.#score(), rest);
  }
}
