import { modelKey, type ServedModel } from '../../core/tuning/model-ref.ts';
import { explainUnfit } from '../explain-error.ts';
import { hostOfLocation } from '../google-hosts.ts';
import type { GoogleRequest } from '../google-request.ts';
import type { ServedQuestion, ServiceRequests } from '../requests.ts';
import { ServiceError } from '../service-error.ts';
import { versionFor } from './api-version.ts';

const HOST = 'aiplatform.googleapis.com';
const MODEL = /^(publishers\/[\w-]+\/models|endpoints|models)\/[\w.@-]+$/;
const PROJECT = /^[\w:.-]+$/;

export default {
  id: 'agent-platform',
  host: HOST,
  usesSdk: false,
  hostOf: ({ location = '' }) => hostOfLocation(location) ?? location,
  addressOf(model) {
    const host = hostOfLocation(model.location ?? '');
    return host === null ? null : `https://${host}/v1/${modelKey(model)}:generateContent`;
  },
  startAddress(_attempt, { project, region, method }) {
    const place = `projects/${project || 'PROJECT'}/locations/${region}`;
    return `https://${region}-aiplatform.googleapis.com/${versionFor(method)}/${place}/tuningJobs`;
  },
  withRows: (body) => body,
  toModel(model, method, body, ask) {
    if (!MODEL.test(model.name))
      throw unfit(ask.purpose, `"${model.name}" is no model or endpoint of the Agent Platform.`);
    return below(model, `${model.name}:${method}`, { body, ...ask });
  },
  toCache: (model, ask) => below(model, 'cachedContents', ask),
  // It takes the instructions beside the contents.
  countBody: (_model, prompt) => ({ ...prompt }),
} satisfies ServiceRequests;

/** A request below a model's project and location. */
function below(
  { project = '', location = '' }: ServedModel,
  path: string,
  ask: ServedQuestion & Pick<GoogleRequest, 'body'>,
): GoogleRequest {
  const host = hostOfLocation(location);
  if (host === null) throw unfit(ask.purpose, `The location "${location}" is none that can be reached from here.`);
  if (!PROJECT.test(project)) throw unfit(ask.purpose, `"${project}" is no project's id.`);
  return { host, method: 'POST', path: `/v1/projects/${project}/locations/${location}/${path}`, ...ask };
}

function unfit(purpose: string, what: string): ServiceError {
  const asked = { purpose, host: HOST, curl: null };
  return new ServiceError(
    explainUnfit(asked, { what, next: 'Check the project, the region and the model in Settings.' }),
  );
}
