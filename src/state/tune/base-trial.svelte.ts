import type { EvaluatedModel, Evaluation } from '../../core/evaluation/evaluation.ts';
import { TRIAL_EXAMPLES, TRIAL_ROWS } from '../../core/insight/trial-cost.ts';
import { isPacked } from '../../core/tuning/model-ref.ts';
import type { VersionInfo } from '../../core/version/version.ts';
import { prepareBaseTrial } from '../../jobs/try-base.ts';
import { listEvaluations } from '../../store/evaluation/evaluations.ts';
import { loadVersion } from '../../store/versions/versions.ts';
import { heldOutOf } from '../evaluation/sample-choice.svelte.ts';
import type { App } from '../frame/app.ts';
import { Live } from '../frame/live.svelte.ts';

/** The base model tried on a few rows before anybody pays for tuning. */
export class BaseTrial {
  readonly live: Live<readonly Evaluation[]>;
  starting = $state(false);
  readonly #app: Pick<App, 'google' | 'notices' | 'tasks'>;

  constructor(datasetId: string, app: Pick<App, 'google' | 'notices' | 'tasks'>) {
    this.#app = app;
    this.live = new Live(() => listEvaluations(datasetId));
  }

  /** The newest evaluation of this base model without and with examples, by its key. */
  of(key: string): Evaluation | undefined {
    return (this.live.current ?? []).find(({ models: [first, ...others] }) => {
      return first?.key === key && others.every(({ ref }) => isPacked(ref));
    });
  }

  start = async (version: VersionInfo, base: EvaluatedModel, costLimit: number | null): Promise<void> => {
    const { google, notices, tasks } = this.#app;
    this.starting = true;
    const { marks } = await loadVersion(version.id);
    const splits = marks.flatMap(({ name, dictionary }) => dictionary.map((value) => ({ mark: name, value })));
    const wish = {
      ...{ evaluationId: crypto.randomUUID(), createdAt: Date.now(), versionId: version.id, base, costLimit },
      ...{ split: heldOutOf(splits), rows: TRIAL_ROWS, examples: TRIAL_EXAMPLES },
    };
    const { result } = tasks.start({ name: 'Choosing the rows', writes: false, place: 'tray' }, (run) =>
      prepareBaseTrial(wish, run),
    );
    const evaluation = await notices.run(() => result);
    this.starting = false;
    if (evaluation) await google.run((api) => api.askOn());
  };
}
