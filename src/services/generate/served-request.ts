import type { JsonObject } from '../../core/json.ts';
import type { ServedModel } from '../../core/tuning/model-ref.ts';
import { explainUnfit } from '../explain-error.ts';
import { hostOfLocation } from '../google-hosts.ts';
import type { GoogleRequest } from '../google-request.ts';
import { resourcePath } from '../gemini-api/resource-name.ts';
import { ServiceError } from '../service-error.ts';

const MODEL = /^(publishers\/[\w-]+\/models|endpoints|models)\/[\w.@-]+$/;
const PROJECT = /^[\w:.-]+$/;

export type ServedQuestion = Pick<GoogleRequest, 'purpose' | 'signal' | 'timeoutMs' | 'repeatable'>;

/** A REST request to a model, such as `…:generateContent`. */
export function servedRequest(
  model: ServedModel,
  method: string,
  body: JsonObject,
  ask: ServedQuestion,
): GoogleRequest {
  if (model.service === 'gemini-api') {
    const path = `/v1beta/${resourcePath(model.name)}:${method}`;
    return { host: 'generativelanguage.googleapis.com', method: 'POST', path, body, ...ask };
  }
  if (!MODEL.test(model.name))
    throw unfit(ask.purpose, `"${model.name}" is no model or endpoint of the Agent Platform.`);
  return platformRequest(model, `${model.name}:${method}`, { body, ...ask });
}

/** A REST request below a project and location of the Agent Platform. */
export function platformRequest(
  { project, location }: { readonly project: string; readonly location: string },
  below: string,
  ask: ServedQuestion & Pick<GoogleRequest, 'body'>,
): GoogleRequest {
  const host = hostOfLocation(location);
  if (host === null) throw unfit(ask.purpose, `The location "${location}" is none that can be reached from here.`);
  if (!PROJECT.test(project)) throw unfit(ask.purpose, `"${project}" is no project's id.`);
  const path = `/v1/projects/${project}/locations/${location}/${below}`;
  return { host, method: 'POST', path, ...ask };
}

function unfit(purpose: string, what: string): ServiceError {
  const asked = { purpose, host: 'aiplatform.googleapis.com', curl: null };
  return new ServiceError(
    explainUnfit(asked, { what, next: 'Check the project, the region and the model in Settings.' }),
  );
}
