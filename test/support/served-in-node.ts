import './fake-browser.ts';
import { fail, type Failure, type Result } from '../../src/core/failure.ts';
import { toFailure } from '../../src/store/failures.ts';

let served: object = {};

/** What `workers/serve.ts` does, but that nobody is told: whoever has loaded the worker's file calls it. */
export function serve(api: object): void {
  served = api;
}

/** Nothing crosses to anywhere. */
export function callback<F>(call: F): F {
  return call;
}

/** The worker that reads rows, in this process; like `RemoteWorker` it answers every call. */
export class RemoteWorker {
  #end: (failure: Failure) => void = () => undefined;
  readonly #ended = new Promise<Result<never>>((done) => {
    this.#end = (failure) => done(fail(failure));
  });
  alive = true;

  async call<T>(invoke: (api: object) => Promise<Result<T>>): Promise<Result<T>> {
    const answer = async (): Promise<Result<T>> => {
      try {
        await import('../../workers/rows/read.worker.ts');
        return await invoke(served);
      } catch (error) {
        return fail(toFailure(error));
      }
    };
    return Promise.race([this.#ended, answer()]);
  }

  terminate(failure: Failure = { kind: 'cancelled' }): void {
    this.alive = false;
    this.#end(failure);
  }
}
