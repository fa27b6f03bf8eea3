import type { ServiceProblem } from '../../src/core/tuning/service-problem.ts';
import { ServiceError } from '../../src/services/service-error.ts';

/** The problem that a call fails with. Fails itself where the call goes well, or with anything but a `ServiceError`. */
export async function problemOf(call: Promise<unknown>): Promise<ServiceProblem> {
  const error = await call.then(
    (value) => new Error(`the call went well: ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  if (error instanceof ServiceError) return error.problem;
  throw error;
}
