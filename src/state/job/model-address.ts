import type { ServedModel } from '../../core/tuning/model-ref.ts';
import { requestsOf } from '../../services/requests.ts';

/** The whole address under which a model answers; null where its location is none that is known. */
export function addressOfModel(model: ServedModel): string | null {
  return requestsOf(model.service).addressOf(model);
}
