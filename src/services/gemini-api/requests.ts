import { tunedModelIdOf } from '../../core/targets/parts/attempt.ts';
import type { ServiceRequests } from '../requests.ts';
import { resourcePath } from './resource-name.ts';
import { withExamples } from './with-examples.ts';

const HOST = 'generativelanguage.googleapis.com';
const VERSION = 'v1beta';

export default {
  id: 'gemini-api',
  host: HOST,
  usesSdk: true,
  hostOf: () => HOST,
  addressOf: ({ name }) => `https://${HOST}/${VERSION}/${name}:generateContent`,
  startAddress: (attempt) => `https://${HOST}/${VERSION}/tunedModels?tunedModelId=${tunedModelIdOf(attempt)}`,
  withRows: withExamples,
  toModel: ({ name }, method, body, ask) => {
    const path = `/${VERSION}/${resourcePath(name)}:${method}`;
    return { host: HOST, method: 'POST', path, body, ...ask };
  },
  toCache: (_model, ask) => ({ host: HOST, method: 'POST', path: `/${VERSION}/cachedContents`, ...ask }),
  // It counts a whole request, or contents alone.
  countBody: ({ name }, prompt, isPlain) =>
    isPlain ? { ...prompt } : { generateContentRequest: { model: name, ...prompt } },
} satisfies ServiceRequests;
