import type { Batch } from '../../core/evaluation/batch.ts';
import type { Evaluation } from '../../core/evaluation/evaluation.ts';
import { listBatches } from '../../store/evaluation/stored-batches.ts';
import type { App } from '../frame/app.ts';
import { Live } from '../frame/live.svelte.ts';

/** The batches of an evaluation, kept fresh while watched. */
export class BatchView {
  readonly live: Live<readonly Batch[]>;
  readonly #app: Pick<App, 'google'>;

  constructor({ datasetId, id }: Pick<Evaluation, 'datasetId' | 'id'>, app: Pick<App, 'google'>) {
    this.#app = app;
    this.live = new Live(() => listBatches(datasetId, id));
  }

  /** Those that are not over. */
  get open(): readonly Batch[] {
    return (this.live.current ?? []).filter(({ state }) => state !== 'ended');
  }

  cancel = async (id: string): Promise<void> => {
    await this.#app.google.run((api) => api.cancelBatch(id));
  };

  look = async (id: string): Promise<void> => {
    await this.#app.google.run((api) => api.lookForBatch(id));
  };

  giveUp = async (id: string): Promise<void> => {
    await this.#app.google.run((api) => api.giveUpBatch(id));
  };
}
