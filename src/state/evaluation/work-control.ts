import type { AskedWork } from '../../core/evaluation/evaluation.ts';
import { changeWork } from '../../store/evaluation/asked-work.ts';
import { forgetFailures } from '../../store/evaluation/stored-answers.ts';
import type { App } from '../frame/app.ts';

type Needs = Pick<App, 'google' | 'notices'>;
/** What the answers of a piece of work are stored under. */
type Asked = () => Promise<{ readonly datasetId: string; readonly fingerprints: readonly string[] }>;

/** Pauses, resumes and retries what is worked on: an evaluation, or a judge. */
export class WorkControl {
  readonly #id: string;
  readonly #app: Needs;
  readonly #asked: Asked;

  constructor(id: string, app: Needs, asked: Asked) {
    this.#id = id;
    this.#app = app;
    this.#asked = asked;
  }

  pause = (): Promise<void> => this.#change({ state: 'paused', waiting: null });

  resume = async (): Promise<void> => {
    await this.#change({ state: 'running', waiting: null });
    await this.#app.google.run((api) => api.askOn());
  };

  /** Goes on past the limit of cost that has stopped it. */
  raiseLimit = async (dollars: number): Promise<void> => {
    await this.#change({ costLimit: dollars });
    await this.resume();
  };

  /** Asks again what has failed, and nothing else. */
  retry = async (): Promise<void> => {
    await this.#app.notices.attempt(async () => {
      const { datasetId, fingerprints } = await this.#asked();
      await forgetFailures(datasetId, [...new Set(fingerprints)]);
    });
    await this.resume();
  };

  async #change(changes: Partial<Pick<AskedWork, 'state' | 'waiting' | 'costLimit'>>): Promise<void> {
    await this.#app.notices.attempt(() => changeWork(this.#id, () => changes));
  }
}
