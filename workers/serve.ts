import { expose, transfer } from 'comlink';
import { fail, ok, type Result } from '../src/core/failure.ts';
import { toFailure } from '../src/store/failures.ts';
import type { TaskResult } from './contracts/rows.ts';

type Method = (...args: never[]) => Promise<Result<unknown>>;

/**
 * Answers the page's calls. Errors become values here, because the boundary strips thrown ones; and the worker holds
 * a lock under its own name as long as it lives, so that the page sees any kind of death.
 */
export function serve(api: object): void {
  const guarded = Object.fromEntries(
    // The cast: every api here implements an interface of contract.ts, whose methods all have this shape.
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

/** A result whose byte arrays move to the page instead of being copied. */
export function moveResult(result: TaskResult): Result<TaskResult> {
  const arrays = [result.ids, result.surveys, ...result.drops.map((drop) => drop.ids)];
  // The cast: none of these lies over shared memory.
  return transfer(ok(result), [...new Set(arrays.map((array) => array.buffer as ArrayBuffer))]);
}
