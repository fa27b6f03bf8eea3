import { BATCH_SERVICE } from '../../core/evaluation/batch.ts';
import { servedModel } from '../../core/tuning/model-ref.ts';
import { fail } from '../../core/failure.ts';
import { compilePattern } from '../../core/text/pattern.ts';
import { ParameterError } from '../../core/recipe/step.ts';
import type { GenerationSettings } from '../../core/tuning/generation.ts';
import type { Evaluation } from '../../core/evaluation/evaluation.ts';
import type { VersionInfo } from '../../core/version/version.ts';
import { prepareEvaluation } from '../../jobs/evaluate.ts';
import { lookAtRows } from '../../jobs/look-rows.ts';
import type { App } from '../frame/app.ts';
import type { KnownModel } from '../tune/known-models.ts';
import { priceOf } from '../test/answer-cost.ts';
import { SampleChoice } from './sample-choice.svelte.ts';

/** Rows that are asked unless somebody wants more. */
const USUAL_SIZE = 200;

/** What an evaluation is to be, before it starts. */
export class EvaluationForm {
  readonly sample: SampleChoice;
  pattern = $state('');
  costLimit = $state<number | null>(null);
  /** Whether the questions are sent as batches, at half the price. */
  batch = $state(false);
  starting = $state(false);
  /** How many rows the chosen part has; null while that isn't known. */
  partRows = $state<number | null>(null);
  readonly #app: Pick<App, 'google' | 'notices' | 'tasks' | 'catalogue'>;

  constructor(app: Pick<App, 'google' | 'notices' | 'tasks' | 'catalogue'>) {
    this.#app = app;
    this.sample = new SampleChoice(app.notices, USUAL_SIZE);
  }

  /** Why the pattern can't be used; empty where it can. */
  get patternFault(): string {
    if (this.pattern === '') return '';
    try {
      compilePattern('pattern', this.pattern, { regex: true, matchCase: true });
      return '';
    } catch (error) {
      if (error instanceof ParameterError) return 'This isn’t a regular expression.';
      throw error;
    }
  }

  /** Counts the rows of the chosen part. For an effect. */
  countPart({ id, rowCount }: Pick<VersionInfo, 'id' | 'rowCount'>): () => void {
    const { split } = this.sample;
    this.partRows = split === null ? rowCount : null;
    if (split === null) return () => undefined;
    const abort = new AbortController();
    const view = { filters: [{ on: 'mark', mark: split.mark, values: [split.value] }] } as const;
    const run = { signal: abort.signal, onProgress: () => undefined, onFound: () => undefined };
    void lookAtRows(id, view, run).then((looked) => {
      // Without the figure the form says the most that it may be.
      if (looked.ok && !abort.signal.aborted) this.partRows = looked.value.count;
    });
    return () => abort.abort();
  }

  /** How many rows would be asked, at most. */
  mostRows({ rowCount }: Pick<VersionInfo, 'rowCount'>): number {
    return Math.min(this.sample.size ?? rowCount, this.partRows ?? rowCount);
  }

  /** Stores the evaluation and has it worked on. */
  start = async (
    versionId: string,
    models: readonly KnownModel[],
    settings: GenerationSettings,
  ): Promise<Evaluation | undefined> => {
    // Pressed twice, it would be paid for twice.
    if (this.starting) return undefined;
    const { google, notices, tasks, catalogue } = this.#app;
    this.starting = true;
    const sample = this.sample.wish;
    const { pattern } = this;
    const batch = this.batch && canBatch(models);
    const { result } = tasks.start({ name: 'Choosing the rows', writes: false, place: 'tray' }, (run) =>
      models.length === 0
        ? Promise.resolve(fail({ kind: 'cancelled' }))
        : prepareEvaluation(
            {
              ...{ id: crypto.randomUUID(), createdAt: Date.now(), versionId, sample, settings },
              models: models.map((model) => ({
                ...{ key: model.key, title: model.title, ref: model.ref, kind: model.kind },
                price: priceOf(model, catalogue.current),
              })),
              ...(batch
                ? ({ pattern, costLimit: null, state: 'paused', waiting: { kind: 'batch' } } as const)
                : ({ pattern, costLimit: this.costLimit, state: 'running', waiting: null } as const)),
            },
            run,
          ),
    );
    const evaluation = await notices.run(() => result);
    this.starting = false;
    if (evaluation && batch) void google.run((api) => api.startBatch(evaluation.id));
    else if (evaluation) await google.run((api) => api.askOn());
    return evaluation;
  };
}

/** Whether all models are of the service that takes batches. A tuned model of the Gemini API isn’t among those that it names. */
export function canBatch(models: readonly KnownModel[]): boolean {
  return models.every(({ ref }) => {
    const served = servedModel(ref);
    return served.service === BATCH_SERVICE && !served.name.startsWith('tunedModels/');
  });
}
