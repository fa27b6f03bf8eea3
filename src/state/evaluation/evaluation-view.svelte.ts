import type { Evaluation } from '../../core/evaluation/evaluation.ts';
import { ROW_FLAGS, type Scores } from '../../core/evaluation/scores.ts';
import type { SliceScore, SliceScores } from '../../core/evaluation/slices.ts';
import { scoreAnswers, scoreBySlice } from '../../jobs/evaluate.ts';
import { listBlindSessions, removeBlindSession } from '../../store/evaluation/blind-sessions.ts';
import { getEvaluation, listEvaluationRows, removeEvaluation } from '../../store/evaluation/evaluations.ts';
import { readResultRows, type ResultRow } from '../../store/evaluation/result-rows.ts';
import type { App } from '../frame/app.ts';
import { Live } from '../frame/live.svelte.ts';
import { LiveScores } from './live-scores.svelte.ts';
import { WorkControl } from './work-control.ts';

/** Which rows are shown. */
export type RowFilter = 'all' | 'different' | 'regression' | 'improvement' | 'error';

/** Rows on the screen at a time. */
export const PAGE_ROWS = 50;

/** An evaluation as its page shows it: how far it is, its scores, and some of its rows. */
export class EvaluationView {
  readonly live: Live<Evaluation | undefined>;
  rows = $state.raw<readonly ResultRow[]>([]);
  filter = $state<RowFilter>('all');
  /** How well models do on parts of the rows; null until somebody asks. */
  slices = $state.raw<SliceScores | null>(null);
  /** The part whose rows are shown; null for all of them. */
  slice = $state.raw<SliceScore | null>(null);
  /** From 0. */
  page = $state(0);
  readonly id: string;
  readonly control: WorkControl;
  readonly #notices: App['notices'];
  readonly #scores: LiveScores<Scores>;
  /** How often rows were read. */
  #asked = 0;

  constructor(id: string, app: Pick<App, 'google' | 'notices'>) {
    this.id = id;
    this.#notices = app.notices;
    this.live = new Live(() => getEvaluation(id));
    this.control = new WorkControl(id, app, async () => ({
      datasetId: this.evaluation?.datasetId ?? '',
      fingerprints: (await listEvaluationRows(id)).flatMap(({ asks }) => asks),
    }));
    this.#scores = new LiveScores(
      {
        score: (run) => scoreAnswers(id, run),
        isRunning: () => this.evaluation?.state === 'running',
        // What was answered meanwhile is drawn, whatever the filter.
        onScored: () => this.readRows(),
      },
      app.notices,
    );
  }

  /** Whether the scores are of everything that was answered. */
  get isScored(): boolean {
    return this.#scores.complete;
  }

  get scores(): Scores | null {
    return this.#scores.current;
  }

  get evaluation(): Evaluation | undefined {
    return this.live.current;
  }

  /** How many rows each filter shows. */
  readonly counts = $derived.by((): Readonly<Record<RowFilter, number>> => {
    const known = this.scores?.flags ?? new Uint8Array(0);
    const flags = this.slice ? Uint8Array.from(this.slice.rows, (row) => known[row] ?? 0) : known;
    const count = (flag: number): number => flags.reduce((sum, each) => sum + ((each & flag) === 0 ? 0 : 1), 0);
    return {
      all: this.slice?.rows.length ?? this.evaluation?.rows ?? 0,
      different: count(ROW_FLAGS.different),
      regression: count(ROW_FLAGS.regression),
      improvement: count(ROW_FLAGS.improvement),
      error: count(ROW_FLAGS.error),
    };
  });

  /** Indexes of the rows that the filter lets through. */
  readonly shown = $derived.by((): readonly number[] => {
    const all = this.slice
      ? [...this.slice.rows]
      : Array.from({ length: this.evaluation?.rows ?? 0 }, (_, index) => index);
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
      this.#scores.stop();
    };
  };

  /** Scores again whenever the evaluation goes on or stops. For an effect. */
  follow = (): void => {
    if (this.evaluation) this.#scores.want();
  };

  /** Reads the rows of the page. For an effect. */
  readRows = (): void => {
    const { evaluation, page } = this;
    if (!evaluation) return;
    const asked = ++this.#asked;
    const indexes = this.shown.slice(page * PAGE_ROWS, (page + 1) * PAGE_ROWS);
    void this.#notices.attempt(async () => {
      const rows = await readResultRows(evaluation, indexes);
      // Another page or filter may be wanted by now.
      if (asked === this.#asked) this.rows = rows;
    });
  };

  /** Scores parts of the rows, of what is answered by now. */
  lookAtSlices = async (): Promise<void> => {
    const run = { signal: new AbortController().signal, onProgress: () => undefined };
    this.slices = (await this.#notices.run(() => scoreBySlice(this.id, run))) ?? null;
  };

  /** Shows the rows of a slice only, or with null all of them. */
  narrow = (slice: SliceScore | null): void => {
    this.slice = slice;
    this.page = 0;
  };

  choose = (filter: RowFilter): void => {
    this.filter = filter;
    this.page = 0;
  };

  /** What a blind comparison has sealed would be lost with it: it is opened first. */
  remove = (): Promise<void> =>
    this.#notices.attempt(async () => {
      const sessions = await listBlindSessions(this.evaluation?.datasetId ?? '', this.id);
      for (const { id } of sessions) await removeBlindSession(id);
      await removeEvaluation(this.id);
    });
}
