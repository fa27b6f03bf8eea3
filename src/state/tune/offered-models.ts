import type { Catalogue, CatalogueModel } from '../../core/models/catalogue.ts';
import { isRetired, modelsFor } from '../../core/models/choose-model.ts';
import { serviceOf, services } from '../../core/services/index.ts';
import type { TuningMethod } from '../../core/tuning/tuning-method.ts';
import type { Capabilities } from '../../services/capabilities.ts';
import { catalogueModelsOf } from './capability-models.ts';
import { bestFirst } from '../../core/models/model-order.ts';
import { type ServiceChoice, serviceFor } from './service-choice.ts';

/** Base models for a service and method: those the service itself has named, else the catalogue's. `today`: `2026-11-21`. */
export function offeredModels(
  { service, method }: { readonly service: ServiceChoice; readonly method: TuningMethod },
  { asked, known, today }: { readonly asked: Capabilities | null; readonly known: Catalogue; readonly today: string },
): readonly CatalogueModel[] {
  const of = serviceFor(service);
  if (!of) {
    const told = asked ? bestFirst(catalogueModelsOf(asked, 'few-shot') ?? [], known, today) : [];
    const ours = services.flatMap(({ id }) => modelsFor(known, { service: id, method: 'few-shot', today }));
    return told.length > 0 ? [...told, ...ours.filter((model) => !serviceOf(model.service).can.nameModels)] : ours;
  }
  const { id, can } = of;
  if (can.nameModels && asked) {
    const told = catalogueModelsOf(asked, 'sft');
    if (told) return told;
  }
  const fitting = modelsFor(known, { service: id, method, today });
  const others = can.tuneUnlisted ? modelsFor(known, { service: id, method: 'few-shot', today }) : [];
  // What a page doesn't name the service may take all the same: it is asked, with a warning.
  const all = [...new Set([...fitting, ...others])];
  return [...all.filter((model) => !isRetired(model, today)), ...all.filter((model) => isRetired(model, today))];
}

/** Where a list of base models is from, and of when: a sentence; empty where nothing is tuned. */
export function sourceOfModels(
  service: ServiceChoice,
  models: readonly CatalogueModel[],
  asked: Capabilities | null,
): string {
  const [model] = models;
  const of = serviceFor(service);
  if (!model || !of) return '';
  const { can, words } = of;
  if (can.nameModels && asked?.models?.value) return `The service itself named what your key can tune (${model.date}).`;
  return `This list is as of ${model.date} (${model.source}): ${words.modelsFrom}`;
}
