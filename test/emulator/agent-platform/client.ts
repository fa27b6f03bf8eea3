import type { Emulator } from '../emulator.ts';
import { send, type Answer } from '../harness.ts';

export const US = 'us-central1-aiplatform.googleapis.com';
export const PARENT = '/v1/projects/lapidary-test/locations/us-central1';

/** What tests send to Agent Platform. */
export interface Client {
  ask(path: string, body?: unknown, host?: string): Promise<Answer>;
  /** Puts a file of these lines, as JSON unless they are texts, into the bucket, and gives its address. */
  store(name: string, lines: readonly unknown[]): string;
  /** Starts a job over twenty rows, with changes to the job and to its spec. */
  create(change?: object, spec?: object): Promise<Answer>;
  /** The job again, as it is now. */
  look(made: Answer): Promise<Answer>;
}

export function turn(role: string, text: string): object {
  return { role, parts: [{ text }] };
}

export function line(i: number): object {
  return { contents: [turn('user', `word${i}`), turn('model', `answer ${i}`)] };
}

export function createClient(emulator: Emulator): Client {
  const ask: Client['ask'] = (path, body, host = US) =>
    send(emulator, path, { host, ...(body !== undefined && { body }) });
  const store: Client['store'] = (name, lines) => {
    const text = lines.map((entry) => (typeof entry === 'string' ? entry : JSON.stringify(entry))).join('\n');
    const object = { name, bytes: Buffer.from(text), contentType: 'application/jsonl', generation: 1, createdAt: 0 };
    emulator.state.objects.set(name, object);
    return `gs://lapidary-bucket/${name}`;
  };
  return {
    ask,
    store,
    create(change = {}, spec = {}) {
      const trainingDatasetUri = store(
        'train.jsonl',
        Array.from({ length: 20 }, (_, i) => line(i)),
      );
      const hyperParameters = { epochCount: 2, adapterSize: 'ADAPTER_SIZE_FOUR', learningRateMultiplier: 1 };
      const supervisedTuningSpec = { trainingDatasetUri, hyperParameters, ...spec };
      const job = { baseModel: 'gemini-3.1-flash-lite', supervisedTuningSpec, tunedModelDisplayName: 'n' };
      return ask(`${PARENT}/tuningJobs`, { ...job, ...change });
    },
    look: (made) => ask(`/v1/${String(made.at('name'))}`),
  };
}
