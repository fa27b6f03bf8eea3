import type { ServiceProblem } from '../core/tuning/service-problem.ts';

/** A request that a service did not do. Its problem is plain data without secrets, fit for any screen or store. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly problem: ServiceProblem;

  constructor(problem: ServiceProblem) {
    super(`${problem.what} ${problem.next}`);
    this.problem = problem;
  }
}
