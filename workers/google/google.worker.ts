import { BATCH_SERVICE } from '../../src/core/evaluation/batch.ts';
import { fail, ok, type Result } from '../../src/core/failure.ts';
import type { Connection } from '../../src/core/tuning/google-connection.ts';
import { Batches } from '../../src/services/gemini-api/inline-batches.ts';
import { readCapabilities } from '../../src/services/capabilities.ts';
import { createCache } from '../../src/services/context-cache.ts';
import { decide } from '../../src/services/decide.ts';
import { countTokens } from '../../src/services/count-tokens.ts';
import { generate } from '../../src/services/generate.ts';
import { GoogleClient } from '../../src/services/google-client.ts';
import { readConnection } from '../../src/store/google/connection.ts';
import { originOf } from '../../src/services/google-hosts.ts';
import type { Secrets } from '../../src/services/secrets.ts';
import { ServiceError } from '../../src/services/service-error.ts';
import { AnswerRunner } from './answer-runner.ts';
import { BatchRunner } from './batch-runner.ts';
import { cancelJob, cancelTwin } from './google-cancel.ts';
import { REAL_CLOCK } from './clock.ts';
import type { GoogleNews, GoogleWorker } from '../contracts/google.ts';
import { Keeper } from './google-keeper.ts';
import { Poller } from './google-poller.ts';
import { TuningServices } from './google-services.ts';
import { startJob, startJobAgain } from './google-start.ts';
import { OtherTabs, type TabCommand } from './google-tabs.ts';
import { serve } from '../serve.ts';

/** A pack is mostly asked many times within a short while. */
const KEPT_SECONDS = 3_600;

let tell: (news: GoogleNews) => void = () => undefined;
const keeper = new Keeper(() => {
  tell({ kind: 'credentials', state: keeper.state });
});
const client = clientWith(() => keeper.use());
const services = new TuningServices(client, keeper);
const poller = new Poller(
  new TuningServices(
    clientWith(() => keeper.lend()),
    keeper,
  ),
);
const askingClient = clientWith(() => keeper.lend());
const runner = new AnswerRunner({
  can: (service) => services.canAsk(service),
  ask: (ask) =>
    'decision' in ask
      ? decide(askingClient, ask.model, ask.decision)
      : generate(askingClient, ask.model, ask.request, () => undefined),
});
const batchApi = new Batches(askingClient);
const batches = new BatchRunner(
  {
    can: () => services.canAsk(BATCH_SERVICE),
    create: (...asked) => batchApi.create(...asked),
    read: (name) => batchApi.read(name),
    find: (attempt) => batchApi.find(attempt),
    cancel: (name) => batchApi.cancel(name),
  },
  runner.wakeUp,
);
keeper.isNeeded = async () => (await poller.hasWork()) || (await runner.hasWork()) || (await batches.hasWork());
const calls = new Map<string, AbortController>();
const otherTabs = new OtherTabs((command) => void obey(command));

const api: GoogleWorker = {
  async begin(connection, onNews) {
    tell = onNews;
    keeper.connection = connection;
    await keeper.begin();
    poller.wakeUp();
    runner.wakeUp();
    batches.wakeUp();
    return ok(keeper.state);
  },

  async connect(connection) {
    await takeConnection(connection);
    // Another time after which it is locked counts from now.
    keeper.use();
    otherTabs.tell('connection');
    return ok(undefined);
  },

  async hold(secrets) {
    keeper.hold(secrets);
    await poller.release('credential');
    runner.wakeUp();
    batches.wakeUp();
    return ok(undefined);
  },

  async seal(passphrase) {
    return (await keeper.seal(passphrase)) ? ok(undefined) : fail({ kind: 'cancelled' });
  },

  async unlock(passphrase) {
    const opened = await keeper.unlock(passphrase);
    if (opened) await poller.release('credential');
    if (opened) runner.wakeUp();
    if (opened) batches.wakeUp();
    return ok(opened);
  },

  lock() {
    keeper.lock();
    otherTabs.tell('lock');
    return Promise.resolve(ok(undefined));
  },

  async wipe() {
    otherTabs.tell('wipe');
    await keeper.wipe();
    return ok(undefined);
  },

  capabilities: () => ask(() => readCapabilities(services.sources(), keeper.connection, keeper.state)),

  async start(job, files) {
    const started = await startJob(job, files, services);
    poller.wakeUp();
    return started;
  },

  async startAgain(jobId, files) {
    const started = await startJobAgain(jobId, files, services, REAL_CLOCK, keeper.connection);
    poller.wakeUp();
    return started;
  },

  async poll(jobId) {
    keeper.use();
    await poller.ask(jobId);
    return ok(undefined);
  },

  async goOnline() {
    await poller.release('network');
    runner.wakeUp();
    return ok(undefined);
  },

  async lookAgain() {
    await poller.lookAgain();
    return ok(undefined);
  },

  cancel: (jobId) =>
    ask(async () => {
      await cancelJob(jobId, services, 'Cancel requested.');
      await poller.ask(jobId);
    }),

  cancelTwin: (jobId, name) => ask(() => cancelTwin(jobId, name, services)),

  jobs: (service, pageToken, filter) => ask(() => services.at(service).list(pageToken, filter)),
  renameModel: (service, modelName, displayName) => ask(() => services.at(service).renameModel(modelName, displayName)),
  deleteModel: (service, modelName) => ask(() => services.at(service).deleteModel(modelName)),
  permissions: (service, modelName) => ask(() => services.access(service).list(modelName)),
  share: (service, modelName, grant) =>
    ask(() =>
      services
        .access(service)
        .create(modelName, grant)
        .then(() => undefined),
    ),
  unshare: (service, permissionName) => ask(() => services.access(service).delete(permissionName)),

  testReward: (callId, service, test) => askAs(callId, (signal) => services.testReward(service, test, signal)),

  generate: (callId, model, request, onAnswer) =>
    askAs(callId, (signal) => generate(client, model, request, onAnswer, signal)),

  askOn() {
    runner.wakeUp();
    return Promise.resolve(ok(undefined));
  },

  startBatch: (evaluationId) => ask(() => batches.start(evaluationId)),
  cancelBatch: (batchId) => ask(() => batches.cancel(batchId)),
  lookForBatch: (batchId) => ask(() => batches.lookAgain(batchId)),
  giveUpBatch: (batchId) => ask(() => batches.giveUp(batchId)),

  stop(callId) {
    calls.get(callId)?.abort();
    return Promise.resolve(ok(undefined));
  },

  keep: (model, turns, name) =>
    ask(() => createCache(client, model, { turns }, { displayName: name, seconds: KEPT_SECONDS })),

  countTokens: (callId, model, prompt) => askAs(callId, (signal) => countTokens(client, model, prompt, signal)),
};

function clientWith(secrets: () => Secrets): GoogleClient {
  return new GoogleClient({
    secrets,
    originOf,
    isOff,
    log: (entry) => {
      tell({ kind: 'request', entry });
    },
  });
}

async function takeConnection(connection: Connection): Promise<void> {
  keeper.connection = connection;
  if (connection.off) return;
  await poller.release('network');
  runner.wakeUp();
}

async function obey(command: TabCommand): Promise<void> {
  if (command === 'lock') await keeper.lockToo();
  if (command === 'wipe') keeper.forget();
  if (command !== 'connection') return;
  const connection = await readConnection();
  await takeConnection(connection);
  tell({ kind: 'connection', connection });
}

/** On where this tab or the database says so: what another tab has switched off counts before it is heard of. */
async function isOff(): Promise<boolean> {
  return keeper.connection.off || (await readConnection()).off;
}

/** Asks what `stop` can end. */
async function askAs<T>(callId: string, call: (signal: AbortSignal) => Promise<T>): Promise<Result<T>> {
  const controller = new AbortController();
  calls.set(callId, controller);
  try {
    return await ask(() => call(controller.signal));
  } finally {
    calls.delete(callId);
  }
}

/** A service's refusal is an expected failure; anything else is a bug, which `serve` reports. */
async function ask<T>(call: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await call());
  } catch (error) {
    if (error instanceof ServiceError) return fail({ kind: 'service', problem: error.problem });
    if (error instanceof DOMException && error.name === 'AbortError') return fail({ kind: 'cancelled' });
    throw error;
  }
}

serve(api);
