import { serviceOf, services } from '../core/services/index.ts';
import type { ServiceId } from '../core/tuning/model-ref.ts';

/** What a service is called on the screen; of a job that none has started what it made. */
export function serviceTitle(service: ServiceId | null): string {
  return service === null ? 'Few-shot pack' : serviceOf(service).title;
}

export const serviceChoices = services.map(({ id, title }) => ({ value: id, label: title }));

/** Where jobs run. The content policy names their hosts, so that no others can be offered. */
export const regions = ['us-central1', 'europe-west4'].map((value) => ({ value, label: value }));
