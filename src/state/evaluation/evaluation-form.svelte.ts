import { fail } from '../../core/failure.ts';
import { compilePattern } from '../../core/text/pattern.ts';
import { ParameterError } from '../../core/recipe/step.ts';
import type { GenerationSettings } from '../../core/tuning/generation.ts';
import type { Evaluation, SampleWish } from '../../core/evaluation/evaluation.ts';
import { prepareEvaluation } from '../../jobs/evaluate.ts';
import { loadVersion } from '../../store/versions/versions.ts';
import type { App } from '../frame/app.ts';
import type { KnownModel } from '../tune/known-models.ts';
import { priceOf } from '../test/answer-cost.ts';

/** Rows that are asked unless somebody wants more. */
const USUAL_SIZE = 200;

/** A part of a version that a mark names. */
export interface SplitChoice {
  readonly mark: string;
  readonly value: string;
}

/** What an evaluation is to be, before it starts. */
export class EvaluationForm {
  /** null for all rows. */
  split = $state.raw<SplitChoice | null>(null);
  splits = $state.raw<readonly SplitChoice[]>([]);
  size = $state(USUAL_SIZE);
  all = $state(false);
  seed = $state(1);
  pattern = $state('');
  costLimit = $state<number | null>(null);
  starting = $state(false);
  /** Whether somebody has said which rows: then nothing else is proposed. */
  #isChosen = false;
  readonly #app: Pick<App, 'google' | 'notices' | 'tasks' | 'catalogue'>;

  constructor(app: Pick<App, 'google' | 'notices' | 'tasks' | 'catalogue'>) {
    this.#app = app;
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

  /** Reads which parts of a version can be chosen. Rows that were held out are chosen at first: they were never learnt. */
  readSplits = async (versionId: string): Promise<void> => {
    await this.#app.notices.attempt(async () => {
      const { marks } = await loadVersion(versionId);
      this.splits = marks.flatMap(({ name, dictionary }) => dictionary.map((value) => ({ mark: name, value })));
      if (!this.#isChosen) this.split = this.splits.find(({ value }) => value === 'test') ?? this.#heldOut() ?? null;
    });
  };

  choose = (split: SplitChoice | null): void => {
    this.split = split;
    this.#isChosen = true;
  };

  /** Stores the evaluation and has it worked on. */
  start = async (
    versionId: string,
    models: readonly KnownModel[],
    settings: GenerationSettings,
  ): Promise<Evaluation | undefined> => {
    const { google, notices, tasks, catalogue } = this.#app;
    this.starting = true;
    const sample: SampleWish = { split: this.split, size: this.all ? null : this.size, seed: this.seed };
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
              ...{ pattern: this.pattern, costLimit: this.costLimit, state: 'running', waiting: null },
            },
            run,
          ),
    );
    const evaluation = await notices.run(() => result);
    this.starting = false;
    if (evaluation) await google.run((api) => api.askOn());
    return evaluation;
  };

  #heldOut(): SplitChoice | undefined {
    return this.splits.findLast(({ value }) => value === 'validation');
  }
}
