import type { BatchReading } from '../../core/evaluation/batch.ts';
import type { JsonObject } from '../../core/json.ts';
import type { GenerationRequest } from '../../core/tuning/generation.ts';
import type { ServedModel } from '../../core/tuning/model-ref.ts';
import { promptOf } from '../generate.ts';
import { addResponse, NO_ANSWER } from '../generate/answer.ts';
import { settingsFor } from '../generate/prompt.ts';
import { requestOf } from '../generate/responses.ts';
import type { GeneratedAnswer } from '../generate.ts';
import type { GoogleClient } from '../google-client.ts';
import { objectOf, objectsOf, textOf } from '../member.ts';
import { ask, askNamed } from './ask.ts';
import { resourcePath } from './resource-name.ts';

/** A question of a batch, under a key by which its answer is known. */
export interface BatchQuestion {
  readonly key: string;
  /** The body of generateContent. */
  readonly request: JsonObject;
}

/** What came of one question: an answer, or why there is none. */
export type BatchAnswer = { readonly answer: GeneratedAnswer } | { readonly error: string };

/** A batch as the service tells it, with its answers by key once it has ended. */
export interface ReadBatch {
  readonly reading: BatchReading;
  readonly attempt: string;
  readonly answers: ReadonlyMap<string, BatchAnswer>;
}

const STATES: Readonly<Record<string, BatchReading['state']>> = {
  BATCH_STATE_RUNNING: 'running',
  BATCH_STATE_SUCCEEDED: 'succeeded',
  BATCH_STATE_FAILED: 'failed',
  BATCH_STATE_CANCELLED: 'cancelled',
  BATCH_STATE_EXPIRED: 'expired',
};
const PURPOSE = 'Ask in a batch';
const PAGE_SIZE = 100;
/** Fifteen megabytes take their time on a slow line. */
const CREATE_TIMEOUT_MS = 300_000;

/** A question as a batch holds it. Throws `ServiceError` for one that Gemini has no form for. */
export function batchRequest(model: ServedModel, request: GenerationRequest): JsonObject {
  const prompt = promptOf(model, request);
  const fitted = { ...request, settings: settingsFor(model.name, request.settings) };
  const { body } = requestOf(
    { purpose: PURPOSE, model, prompt, request: fitted, signal: undefined },
    'generateContent',
  );
  return body instanceof Blob || body === undefined ? {} : body;
}

/** The Gemini API's batches: half the price, within a day. Every method throws `ServiceError`. Source: Batch API, and @google/genai 2.32.0. */
export class Batches {
  readonly #client: GoogleClient;

  constructor(client: GoogleClient) {
    this.#client = client;
  }

  /**
   * Sends a batch, once, never again: where the problem’s outcome is `unknown`, look with `find` first. `attempt` is its display
   * name.
   */
  async create(model: ServedModel, attempt: string, questions: readonly BatchQuestion[]): Promise<BatchReading> {
    const requests = questions.map(({ key, request }): JsonObject => ({ request, metadata: { key } }));
    const body: JsonObject = { batch: { displayName: attempt, inputConfig: { requests: { requests } } } };
    const path = `${resourcePath(model.name)}:batchGenerateContent`;
    const question = { method: 'POST', path, purpose: PURPOSE, body, timeoutMs: CREATE_TIMEOUT_MS } as const;
    return readBatch(await askNamed(this.#client, question)).reading;
  }

  async read(name: string): Promise<ReadBatch> {
    return readBatch(await askNamed(this.#client, { path: resourcePath(name), purpose: 'Read a batch' }));
  }

  /** The batch with this display name; null where the service lists none. */
  async find(attempt: string): Promise<BatchReading | null> {
    for (let token: string | null = ''; token !== null;) {
      const query = new URLSearchParams({ pageSize: String(PAGE_SIZE), ...(token !== '' && { pageToken: token }) });
      const page: JsonObject = await ask(this.#client, { path: `batches?${query}`, purpose: 'List batches' });
      const found = objectsOf(page, 'operations').map(readBatch);
      const wanted = found.find((each) => each.attempt === attempt);
      if (wanted) return wanted.reading;
      token = textOf(page, 'nextPageToken');
    }
    return null;
  }

  async cancel(name: string): Promise<void> {
    const path = `${resourcePath(name)}:cancel`;
    await ask(this.#client, { method: 'POST', path, purpose: 'Cancel a batch', body: {} });
  }
}

function readBatch(operation: JsonObject): ReadBatch {
  const metadata = objectOf(operation, 'metadata');
  const name = textOf(operation, 'name') ?? '';
  const state = STATES[textOf(metadata, 'state') ?? ''] ?? 'pending';
  // Where the answers are differs: the operation’s response, or its metadata.
  const output = objectOf(metadata, 'output') ?? objectOf(operation, 'response');
  const answers = objectsOf(objectOf(output, 'inlinedResponses'), 'inlinedResponses').flatMap((each) => {
    const key = textOf(objectOf(each, 'metadata'), 'key');
    return key === null ? [] : [[key, answerOf(each)] as const];
  });
  return { reading: { name, state }, attempt: textOf(metadata, 'displayName') ?? '', answers: new Map(answers) };
}

function answerOf(each: JsonObject): BatchAnswer {
  const response = objectOf(each, 'response');
  if (response === null) return { error: textOf(objectOf(each, 'error'), 'message') ?? 'No answer came.' };
  return { answer: { ...addResponse(NO_ANSWER, response), notes: [] } };
}
