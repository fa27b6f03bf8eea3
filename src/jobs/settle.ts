import { fail, type Result } from '../core/failure.ts';
import { toFailure } from '../store/failures.ts';

/** Runs the page's side of a job. What the store throws there becomes a failure, as it does in workers. */
export async function settle<T>(job: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await job();
  } catch (error) {
    return fail(toFailure(error));
  }
}
