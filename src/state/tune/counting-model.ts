import type { CatalogueModel } from '../../core/models/catalogue.ts';
import { serviceOf, services } from '../../core/services/index.ts';
import { isHeld } from '../../core/services/service.ts';
import type { Connection, CredentialState } from '../../core/tuning/google-connection.ts';
import type { ServedModel } from '../../core/tuning/model-ref.ts';
import type { Capabilities } from '../../services/capabilities.ts';
import { baseModelRef } from './known-models.ts';

interface Held {
  readonly credentials: CredentialState;
  readonly connection: Connection;
  readonly capabilities: Capabilities | null;
}

/**
 * The model that can count for a base model with what is held: itself at its own service, else the one of the same name at
 * a service that names its models; null where there is none.
 */
export function countingModel(
  model: Pick<CatalogueModel, 'id' | 'service'>,
  { credentials, connection, capabilities }: Held,
): ServedModel | null {
  const { id, can } = serviceOf(model.service);
  // The model of the same name where its own service says nothing of what counts.
  const others = can.nameModels ? [] : services.filter((other) => other.can.nameModels);
  const named = capabilities?.models?.value ?? null;
  for (const service of [id, ...others.map((other) => other.id)]) {
    const ref = baseModelRef({ id: model.id, service }, connection);
    if (!isHeld(serviceOf(service), credentials) || ref.project === '') continue;
    if (!serviceOf(service).can.nameModels || named === null) return ref;
    const known = named.find(({ name }) => name === ref.name);
    // Until its service was asked a model is taken to be there: a count is free, and says where it isn't.
    if (known ? known.count : service === id) return ref;
  }
  return null;
}
