import type { Evaluation } from '../../core/evaluation/evaluation.ts';
import type { TuningJob } from '../../core/tuning/job.ts';
import { lookIntoAnswers, type Insight } from '../../jobs/look-into.ts';
import type { App } from '../frame/app.ts';
import { madeFrom } from '../test/row-sides.ts';
import { tunedModels } from '../tune/known-models.ts';

export type { ExplainedFailure } from '../../jobs/look-into.ts';

/** What an evaluation's answers owe to training rows, looked at when somebody asks. */
export class InsightView {
  insight = $state.raw<Insight | null>(null);
  busy = $state(false);
  readonly #app: Pick<App, 'notices' | 'tasks'>;

  constructor(app: Pick<App, 'notices' | 'tasks'>) {
    this.#app = app;
  }

  look = async (evaluation: Evaluation, jobs: readonly TuningJob[]): Promise<void> => {
    const { notices, tasks } = this.#app;
    const known = tunedModels(jobs).filter(({ key }) => evaluation.models.some((model) => model.key === key));
    const [made] = madeFrom(evaluation.datasetId, known);
    const model = Math.max(
      0,
      evaluation.models.findIndex(({ key }) => known.some((each) => each.key === key)),
    );
    const request = { evaluationId: evaluation.id, training: made?.split ?? null, model };
    this.busy = true;
    const { result } = tasks.start(
      { name: 'Comparing answers with training rows', writes: false, place: 'tray' },
      (run) => lookIntoAnswers(request, run),
    );
    this.insight = (await notices.run(() => result)) ?? this.insight;
    this.busy = false;
  };

  /** Whose wrong answers are looked at: the first model that was made from this dataset, else the first one. */
  modelOf(evaluation: Evaluation, jobs: readonly TuningJob[]): string {
    const keys = new Set(tunedModels(jobs).map(({ key }) => key));
    return (evaluation.models.find(({ key }) => keys.has(key)) ?? evaluation.models[0])?.title ?? '';
  }
}
