import type { ModelRef } from '../../core/tuning/model-ref.ts';

/** The id of a base model in the catalogue: as its service names it, without the path before it. */
export function baseIdOf(ref: ModelRef): string {
  if (ref.service === 'few-shot-pack') return baseIdOf(ref.base);
  return ref.service === 'gemini-api' ? ref.name : ref.name.replace(/^publishers\/google\/models\//, '');
}
