import type { JsonObject } from '../core/json.ts';
import type { JobReading } from '../core/tuning/reading.ts';
import { attemptOf, modelIdOf } from './gemini-api/attempt.ts';
import { ask, askNamed, type Question } from './gemini-api/ask.ts';
import { readModel, type GeminiModel } from './gemini-api/model.ts';
import { Permissions } from './gemini-api/permissions.ts';
import { modelFacts, readingOfModel, readingOfOperation } from './gemini-api/reading.ts';
import { isOperation, resourcePath, tunedModelName } from './gemini-api/resource-name.ts';
import type { GoogleClient } from './google-client.ts';
import { objectsOf, textOf } from './member.ts';
import { ServiceError } from './service-error.ts';

/** The most that the service gives at once. */
const PAGE_SIZE = 1_000;
/** Four megabytes of examples take their time on a slow line. */
const CREATE_TIMEOUT_MS = 180_000;

export interface TunedModel {
  readonly reading: JobReading;
  readonly description: string;
  readonly updateTime: string | null;
}

export interface TunedModelPage {
  readonly models: readonly TunedModel[];
  /** null on the last page. */
  readonly nextPageToken: string | null;
}

export interface TunedModelQuery {
  /** Words of the name or the description, and `owner:me`, `writers:me`, `readers:me`, `readers:everyone`. */
  readonly filter?: string;
  readonly pageToken?: string | null;
  readonly pageSize?: number;
  readonly signal?: AbortSignal | undefined;
}

export interface TunedModelRequest {
  /** The id of our attempt, which becomes part of the model's id. */
  readonly attempt: string;
  /** As its target makes it, the examples inside. */
  readonly body: JsonObject;
  readonly signal?: AbortSignal | undefined;
}

/** The Gemini API's models and tuned models. Every method throws `ServiceError`. */
export class GeminiApi {
  readonly permissions: Permissions;
  readonly #client: GoogleClient;

  constructor(client: GoogleClient) {
    this.#client = client;
    this.permissions = new Permissions(client);
  }

  /** All models that the key can see. */
  async models(signal?: AbortSignal): Promise<readonly GeminiModel[]> {
    const found: GeminiModel[] = [];
    for (let token: string | null = ''; token !== null;) {
      const path = `models?${pageQuery({ pageToken: token })}`;
      const page: JsonObject = await this.#ask({ path, purpose: 'List models', signal });
      found.push(...objectsOf(page, 'models').map(readModel));
      token = textOf(page, 'nextPageToken');
    }
    return found;
  }

  /**
   * Starts to tune a model. Sent once, never again: where the problem's outcome is `unknown`, or the signal ended it,
   * look with `findAttempt` first. `exists` says that an earlier send of the same attempt has had its effect.
   */
  async createTunedModel({ attempt, body, signal }: TunedModelRequest): Promise<JobReading> {
    const path = `tunedModels?tunedModelId=${encodeURIComponent(modelIdOf(attempt))}`;
    const purpose = 'Start tuning';
    const question = { method: 'POST', path, purpose, body, signal, timeoutMs: CREATE_TIMEOUT_MS } as const;
    return readingOfOperation(await askNamed(this.#client, question), modelFacts(body));
  }

  /**
   * A job now. `name`: of its operation, or of its model where the operation isn't known. `last`: what was read before,
   * which spares a request. An operation that is gone is replaced by what its model tells.
   */
  async readOperation(name: string, last: JobReading | null = null, signal?: AbortSignal): Promise<JobReading> {
    if (!isOperation(name)) return (await this.getTunedModel(name, signal)).reading;
    try {
      const question = { path: resourcePath(name), purpose: 'Read a tuning job', signal };
      const operation = await this.#askOperation(question, askNamed);
      if (last !== null) return readingOfOperation(operation, last);
      return readingOfOperation(operation, modelFacts(await this.#readModel(name, signal)));
    } catch (error) {
      if (!isAbsent(error)) throw error;
      return readingOfModel(await this.#readModel(name, signal), name);
    }
  }

  async listTunedModels(query: TunedModelQuery = {}): Promise<TunedModelPage> {
    const path = `tunedModels?${pageQuery(query)}`;
    const page = await this.#ask({ path, purpose: 'List tuned models', signal: query.signal });
    const models = objectsOf(page, 'tunedModels').map(readTunedModel);
    return { models, nextPageToken: textOf(page, 'nextPageToken') };
  }

  async getTunedModel(name: string, signal?: AbortSignal): Promise<TunedModel> {
    return readTunedModel(await this.#readModel(name, signal));
  }

  /** Changes only what is given. */
  async renameTunedModel(
    name: string,
    change: { readonly displayName?: string; readonly description?: string },
  ): Promise<TunedModel> {
    const path = `${resourcePath(name)}?updateMask=${Object.keys(change).join(',')}`;
    return readTunedModel(await this.#ask({ method: 'PATCH', path, purpose: 'Rename a model', body: { ...change } }));
  }

  async deleteTunedModel(name: string): Promise<void> {
    await this.#ask({ method: 'DELETE', path: resourcePath(name), purpose: 'Delete a model' });
  }

  /** Asks to end a job. `name`: of its operation, or of its model, whose operation is then looked for. */
  async cancel(name: string): Promise<void> {
    const operation = isOperation(name) ? name : await this.#operationOf(name);
    const path = `${resourcePath(operation ?? name)}:cancel`;
    await this.#askOperation({ method: 'POST', path, purpose: 'Cancel tuning', body: {} });
  }

  /** The job that an attempt started, though its answer was lost; null where there is none, or none yet. */
  async findAttempt(attempt: string, signal?: AbortSignal): Promise<JobReading | null> {
    const model = (await this.#findById(attempt, signal)) ?? (await this.#findInList(attempt, signal));
    if (model?.reading.state !== 'running') return model?.reading ?? null;
    const operation = await this.#operationOf(model.reading.name, signal);
    return operation === null ? model.reading : { ...model.reading, name: operation };
  }

  async #findById(attempt: string, signal: AbortSignal | undefined): Promise<TunedModel | null> {
    try {
      return await this.getTunedModel(`tunedModels/${modelIdOf(attempt)}`, signal);
    } catch (error) {
      if (isAbsent(error)) return null;
      throw error;
    }
  }

  async #findInList(attempt: string, signal: AbortSignal | undefined): Promise<TunedModel | null> {
    for (let pageToken: string | null = ''; pageToken !== null;) {
      const page: TunedModelPage = await this.listTunedModels({ pageToken, signal });
      const found = page.models.find(({ reading, description }) => {
        return attemptOf(reading.modelName ?? '') === attempt || description.includes(attempt);
      });
      if (found !== undefined) return found;
      pageToken = page.nextPageToken;
    }
    return null;
  }

  /** The newest operation of a model; null where the service doesn't tell. */
  async #operationOf(model: string, signal?: AbortSignal): Promise<string | null> {
    try {
      const path = `${resourcePath(model)}/operations`;
      const page = await this.#askOperation({ path, purpose: 'Find a tuning job', signal });
      return textOf(objectsOf(page, 'operations').at(0) ?? null, 'name');
    } catch (error) {
      if (error instanceof ServiceError) return null;
      throw error;
    }
  }

  #readModel(name: string, signal: AbortSignal | undefined): Promise<JsonObject> {
    const path = tunedModelName(resourcePath(name));
    return askNamed(this.#client, { path, purpose: 'Read a tuned model', signal });
  }

  #ask(question: Question): Promise<JsonObject> {
    return ask(this.#client, question);
  }

  /** Google's own samples ask `v1` for operations, its protocol files say `v1beta`: whichever knows it. */
  async #askOperation(question: Question, askBy = ask): Promise<JsonObject> {
    try {
      return await askBy(this.#client, { ...question, version: 'v1' });
    } catch (error) {
      if (isAbsent(error)) return askBy(this.#client, question);
      throw error;
    }
  }
}

function readTunedModel(body: JsonObject): TunedModel {
  return {
    reading: readingOfModel(body, null),
    description: textOf(body, 'description') ?? '',
    updateTime: textOf(body, 'updateTime'),
  };
}

function pageQuery({ filter, pageToken, pageSize = PAGE_SIZE }: TunedModelQuery): string {
  const query = new URLSearchParams({ pageSize: String(pageSize) });
  if (pageToken) query.set('pageToken', pageToken);
  if (filter) query.set('filter', filter);
  return query.toString();
}

/** The service says "forbidden" of models that aren't there, too. */
function isAbsent(error: unknown): boolean {
  return error instanceof ServiceError && error.problem.status !== null && [403, 404].includes(error.problem.status);
}
