import type { Evaluation } from '../../core/evaluation/evaluation.ts';
import { judgeCases } from '../../core/judge/judge-cases.ts';
import type { AnswerJudging, Judging, RowJudging } from '../../core/judge/judging.ts';
import type { JudgeScores } from '../../core/judge/judge-scores.ts';
import { scoreVerdicts } from '../../jobs/judge-answers.ts';
import { readJudgedRows, titlesOf } from '../../store/evaluation/judged-rows.ts';
import { getJudging, listAnswerJudgings, listRowJudgings, removeJudging } from '../../store/evaluation/judgings.ts';
import { LiveScores } from '../evaluation/live-scores.svelte.ts';
import { WorkControl } from '../evaluation/work-control.ts';
import type { App } from '../frame/app.ts';
import { Live } from '../frame/live.svelte.ts';

/** The judges of an evaluation, newest first, kept fresh while watched. */
export function judgingsOf({ datasetId, id }: Pick<Evaluation, 'datasetId' | 'id'>): Live<readonly AnswerJudging[]> {
  return new Live(() => listAnswerJudgings(datasetId, id));
}

/** The judges of a dataset's rows, newest first, kept fresh while watched. */
export function rowJudgingsOf(datasetId: string): Live<readonly RowJudging[]> {
  return new Live(() => listRowJudgings(datasetId));
}

/** A judge as its page shows it: how far it is, and what it has come to. */
export class JudgeView {
  /** With the titles of the models whose answers it reads. */
  readonly live: Live<{ readonly judging: Judging; readonly titles: readonly string[] } | undefined>;
  readonly control: WorkControl;
  readonly #id: string;
  readonly #notices: App['notices'];
  readonly #scores: LiveScores<JudgeScores>;

  constructor(id: string, app: Pick<App, 'google' | 'notices'>) {
    this.#id = id;
    this.#notices = app.notices;
    this.live = new Live(async () => {
      const judging = await getJudging(id);
      const titles = judging && (await titlesOf(judging));
      return judging && titles && { judging, titles };
    });
    this.control = new WorkControl(id, app, () => this.#asked());
    this.#scores = new LiveScores(
      { score: (run) => scoreVerdicts(id, run), isRunning: () => this.judging?.state === 'running' },
      app.notices,
    );
  }

  get judging(): Judging | undefined {
    return this.live.current?.judging;
  }

  /** Whether the scores are of everything that was answered. */
  get isScored(): boolean {
    return this.#scores.complete;
  }

  get scores(): JudgeScores | null {
    return this.#scores.current;
  }

  /** Follows what is stored; returns how to stop. */
  watch = (): (() => void) => {
    const stop = this.live.watch();
    return () => {
      stop();
      this.#scores.stop();
    };
  };

  /** Scores again whenever the judge goes on or stops. For an effect. */
  follow = (): void => {
    if (this.judging) this.#scores.want();
  };

  remove = (): Promise<void> => this.#notices.attempt(() => removeJudging(this.#id));

  async #asked(): Promise<{ readonly datasetId: string; readonly fingerprints: readonly string[] }> {
    const { judging } = this;
    const read = judging && (await readJudgedRows(judging));
    if (!read) return { datasetId: '', fingerprints: [] };
    const cases = judgeCases(read.rows, read.models.length, judging);
    return { datasetId: read.datasetId, fingerprints: cases.map(({ fingerprint }) => fingerprint) };
  }
}
