import type { CatalogueModel } from '../../core/models/catalogue.ts';
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
 * the Gemini API, for which a key is enough; null where there is none.
 */
export function countingModel(
  model: Pick<CatalogueModel, 'id' | 'service'>,
  { credentials, connection, capabilities }: Held,
): ServedModel | null {
  const own = baseModelRef(model, connection);
  const known = capabilities?.models?.value ?? null;
  if (own.service === 'agent-platform') {
    if (credentials.accessToken && own.project !== '') return own;
    const name = `models/${model.id}`;
    return known?.some((each) => each.name === name && each.count) ? { service: 'gemini-api', name } : null;
  }
  if (!credentials.geminiKey && !credentials.accessToken) return null;
  return known?.some((each) => each.name === own.name && !each.count) ? null : own;
}
