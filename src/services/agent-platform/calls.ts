import type { ServiceCalls } from '../calls.ts';
import { versionFor } from './api-version.ts';
import { AgentPlatform } from './tuning-jobs.ts';
import { validateReward } from './validate-reward.ts';

export default {
  id: 'agent-platform',
  jobs(client, place) {
    const platform = new AgentPlatform(client, place, versionFor(place.method));
    return {
      create: (_attempt, body) => platform.createTuningJob(body),
      read: (name, _last, insists) => platform.readJob(name, insists),
      find: (attempt) => platform.findAttempts(attempt),
      list: (pageToken, filter) => platform.listJobs(pageToken, filter),
      cancel: (name) => platform.cancelJob(name),
      renameModel: (name, displayName) => platform.renameModel(name, displayName),
      deleteModel: (name) => platform.deleteModel(name),
    };
  },
  models: null,
  testReward: validateReward,
  access: null,
} satisfies ServiceCalls;
