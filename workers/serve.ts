import { expose } from 'comlink';
import { fail, type Result } from '../src/core/failure.ts';
import { toFailure } from '../src/store/failures.ts';

type Method = (...args: never[]) => Promise<Result<unknown>>;

/**
 * Answers the page's calls. Errors become values here, because the boundary strips thrown ones; and the worker holds
 * a lock under its own name as long as it lives, so that the page sees any kind of death.
 */
export function serve(api: object): void {
  const guarded = Object.fromEntries(
    // The cast: every api here implements an interface of contracts/, whose methods all have this shape.
    Object.entries(api as Record<string, Method>).map(([name, method]) => [name, guard(method)]),
  );
  expose(guarded);
  void navigator.locks.request(self.name, () => {
    postMessage({ ready: true });
    return new Promise(() => undefined);
  });
}

function guard(method: Method): Method {
  return async (...args) => {
    try {
      return await method(...args);
    } catch (error) {
      return fail(toFailure(error));
    }
  };
}
