import type { TuningMethod } from '../../core/tuning/tuning-method.ts';

export type ApiVersion = 'v1' | 'v1beta1';

/** Reinforcement tuning is a preview: `v1` refuses it, and tells little of its jobs. */
export function versionFor(method: TuningMethod | undefined): ApiVersion {
  return method === 'reinforcement' ? 'v1beta1' : 'v1';
}
