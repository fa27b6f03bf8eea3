import type { ModelRef, ServiceId } from '../core/tuning/model-ref.ts';

const TITLES: Readonly<Record<ModelRef['service'], string>> = {
  'gemini-api': 'Gemini API',
  'agent-platform': 'Agent Platform (Vertex AI)',
  'few-shot-pack': 'Few-shot pack',
};

/** What a service is called on the screen. */
export function serviceTitle(service: ModelRef['service']): string {
  return TITLES[service];
}

const SERVICES: readonly ServiceId[] = ['gemini-api', 'agent-platform'];

export const serviceChoices = SERVICES.map((value) => ({ value, label: serviceTitle(value) }));

/** Where jobs run. The content policy names their hosts, so that no others can be offered. */
export const regions = ['us-central1', 'europe-west4'].map((value) => ({ value, label: value }));
