import { serviceOf } from '../services/index.ts';
import type { ListFilter } from '../services/service.ts';
import type { ServiceId } from './model-ref.ts';
import type { JobReading } from './reading.ts';

/** Takes apart what is typed: each service looks for words in its own way, or leaves them to us. */
export function readListFilter(service: ServiceId, typed: string): ListFilter {
  return serviceOf(service).readFilter(typed);
}

/** Whether all words occur in what names a job: its display name, its base model, its own name. */
export function passesWords({ displayName, baseModel, name }: JobReading, words: readonly string[]): boolean {
  const text = `${displayName} ${baseModel} ${name}`.toLowerCase();
  return words.every((word) => text.includes(word));
}
