import type { CatalogueModel } from '../../core/models/catalogue.ts';
import { services } from '../../core/services/index.ts';
import type { Connection } from '../../core/tuning/google-connection.ts';
import type { TuningMethod } from '../../core/tuning/tuning-method.ts';
import type { Capabilities } from '../../services/capabilities.ts';
import { baseModels, type KnownModel } from './known-models.ts';

/** The models that the key's service names for a method; null where it could not be asked. */
export function catalogueModelsOf(
  { models, at }: Capabilities,
  method: TuningMethod,
): readonly CatalogueModel[] | null {
  if (!models?.value) return null;
  const service = services.find(({ can }) => can.nameModels)?.id ?? '';
  const fitting = models.value.filter(({ tune, generate }) => (method === 'few-shot' ? generate : tune));
  return fitting.map(({ name, displayName, tune }) => ({
    id: name,
    title: displayName || name,
    service,
    methods: tune ? ['sft', 'few-shot'] : ['few-shot'],
    adapterSizes: [],
    serving: 'job-region',
    retires: null,
    note: '',
    source: 'the service itself',
    date: new Date(at).toISOString().slice(0, 10),
  }));
}

/** The models that can be asked, as the services name them. */
export function modelsOfCapabilities(capabilities: Capabilities, connection: Connection): readonly KnownModel[] {
  return baseModels(catalogueModelsOf(capabilities, 'few-shot') ?? [], connection);
}
