import type { Catalogue, CatalogueModel } from '../../core/models/catalogue.ts';
import { isRetired, modelsFor } from '../../core/models/choose-model.ts';
import type { TuningMethod } from '../../core/tuning/tuning-method.ts';
import type { Capabilities } from '../../services/capabilities.ts';
import { catalogueModelsOf } from './capability-models.ts';
import { bestFirst } from './model-order.ts';
import type { ServiceChoice } from './tune-drafts.ts';

/** Base models for a service and method: those the service itself has named, else the catalogue's. `today`: `2026-11-21`. */
export function offeredModels(
  { service, method }: { readonly service: ServiceChoice; readonly method: TuningMethod },
  { asked, known, today }: { readonly asked: Capabilities | null; readonly known: Catalogue; readonly today: string },
): readonly CatalogueModel[] {
  if (service === 'few-shot-pack') {
    const told = asked ? bestFirst(catalogueModelsOf(asked, 'few-shot') ?? [], known, today) : [];
    const ours = (['gemini-api', 'agent-platform'] as const).flatMap((each) =>
      modelsFor(known, { service: each, method: 'few-shot', today }),
    );
    return told.length > 0 ? [...told, ...ours.filter(({ service: of }) => of === 'agent-platform')] : ours;
  }
  if (service === 'gemini-api' && asked) {
    const told = catalogueModelsOf(asked, 'sft');
    if (told) return told;
  }
  const of = service === 'gemini-api' ? 'gemini-api' : 'agent-platform';
  const fitting = modelsFor(known, { service: of, method, today });
  const others = modelsFor(known, { service: of, method: 'few-shot', today });
  // What a page doesn't name the service may take all the same: it is asked, with a warning.
  const all = [...new Set([...fitting, ...(of === 'agent-platform' ? others : [])])];
  return [...all.filter((model) => !isRetired(model, today)), ...all.filter((model) => isRetired(model, today))];
}

/** Where a list of base models is from, and of when: a sentence; empty where nothing is tuned. */
export function sourceOfModels(
  service: ServiceChoice,
  models: readonly CatalogueModel[],
  asked: Capabilities | null,
): string {
  const [model] = models;
  if (!model || service === 'few-shot-pack') return '';
  if (service === 'gemini-api' && asked?.models?.value)
    return `The service itself named what your key can tune (${model.date}).`;
  const page = `This list is as of ${model.date} (${model.source})`;
  return service === 'gemini-api'
    ? `${page}: with a key in Settings the service itself is asked.`
    : `${page}: Google documents no list of what the Agent Platform tunes that could be asked. Correct it in Settings.`;
}
