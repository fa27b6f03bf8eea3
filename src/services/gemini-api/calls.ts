import type { ServiceCalls } from '../calls.ts';
import { Permissions } from './permissions.ts';
import { GeminiApi } from './tuned-models.ts';

export default {
  id: 'gemini-api',
  jobs(client) {
    const api = new GeminiApi(client);
    return {
      create: (attempt, body, training) => api.createTunedModel(attempt, body, training),
      read: (name, last) => api.readOperation(name, last),
      async find(attempt) {
        const found = await api.findAttempt(attempt);
        return found === null ? [] : [found];
      },
      list: (pageToken, filter) => api.listTunedModels(pageToken, filter),
      cancel: (name) => api.cancel(name),
      renameModel: (name, displayName) => api.renameTunedModel(name, displayName),
      deleteModel: (name) => api.deleteTunedModel(name),
    };
  },
  models: (client) => new GeminiApi(client).models(),
  access: (client) => new Permissions(client),
} satisfies ServiceCalls;
