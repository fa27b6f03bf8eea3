import type { JsonObject } from '../../core/json.ts';
import type { JobReading } from '../../core/tuning/reading.ts';
import { tunedModelIdOf } from '../../core/targets/parts/attempt.ts';
import { ask, askNamed, type Question } from './ask.ts';
import { readModel, type GeminiModel } from './model.ts';
import { Permissions } from './permissions.ts';
import { withExamples } from './with-examples.ts';
import { modelFacts, readingOfModel, readingOfOperation } from './reading.ts';
import { isOperation, resourcePath, tunedModelName } from './resource-name.ts';
import type { GoogleClient } from '../google-client.ts';
import type { JobPage } from '../calls.ts';
import { objectsOf, textOf } from '../member.ts';
import { ServiceError } from '../service-error.ts';

/** Models are few; of tuned models a screenful comes at once. */
const PAGE_SIZE = 50;
/** Four megabytes of examples take their time on a slow line. */
const CREATE_TIMEOUT_MS = 180_000;

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
      const path = `models?${pageQuery(token, '')}`;
      const page: JsonObject = await this.#ask({ path, purpose: 'List models', signal });
      found.push(...objectsOf(page, 'models').map(readModel));
      token = textOf(page, 'nextPageToken');
    }
    return found;
  }

  /**
   * Starts to tune a model. `body`: as its target makes it; `training`: the examples, where the body lacks them, as lines of
   * `text_input` and `output`. Sent once, never again: where the problem's outcome is `unknown`, or the signal ended it, look
   * with `findAttempt` first. `exists` says that an earlier send of the same attempt has had its effect.
   */
  async createTunedModel(
    attempt: string,
    body: JsonObject,
    training: Blob | null = null,
    signal?: AbortSignal,
  ): Promise<JobReading> {
    const path = `tunedModels?tunedModelId=${encodeURIComponent(tunedModelIdOf(attempt))}`;
    const whole = training === null ? body : withExamples(body, await training.text());
    const purpose = 'Start tuning';
    const question = { method: 'POST', path, purpose, body: whole, signal, timeoutMs: CREATE_TIMEOUT_MS } as const;
    return readingOfOperation(await askNamed(this.#client, question), modelFacts(body));
  }

  /**
   * A job now. `name`: of its operation, or of its model where the operation isn't known. `last`: what was read before,
   * which spares a request. An operation that is gone is replaced by what its model tells.
   */
  async readOperation(name: string, last: JobReading | null = null, signal?: AbortSignal): Promise<JobReading> {
    if (!isOperation(name)) return this.getTunedModel(name, signal);
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

  /** `filter`: words of the name or the description, and `owner:me`, `writers:me`, `readers:me`, `readers:everyone`. */
  async listTunedModels(pageToken: string | null = null, filter = '', signal?: AbortSignal): Promise<JobPage> {
    const path = `tunedModels?${pageQuery(pageToken, filter)}`;
    const page = await this.#ask({ path, purpose: 'List tuned models', signal });
    const jobs = objectsOf(page, 'tunedModels').map((model) => readingOfModel(model, null));
    return { jobs, nextPageToken: textOf(page, 'nextPageToken') };
  }

  async getTunedModel(name: string, signal?: AbortSignal): Promise<JobReading> {
    return readingOfModel(await this.#readModel(name, signal), null);
  }

  /** Changes the name, and the description where one is given. */
  async renameTunedModel(name: string, displayName: string, description?: string): Promise<void> {
    const body = { displayName, ...(description !== undefined && { description }) };
    const path = `${resourcePath(name)}?updateMask=${Object.keys(body).join(',')}`;
    await this.#ask({ method: 'PATCH', path, purpose: 'Rename a model', body });
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
    if (model?.state !== 'running') return model;
    const operation = await this.#operationOf(model.name, signal);
    return operation === null ? model : { ...model, name: operation };
  }

  async #findById(attempt: string, signal: AbortSignal | undefined): Promise<JobReading | null> {
    try {
      return await this.getTunedModel(`tunedModels/${tunedModelIdOf(attempt)}`, signal);
    } catch (error) {
      if (isAbsent(error)) return null;
      throw error;
    }
  }

  async #findInList(attempt: string, signal: AbortSignal | undefined): Promise<JobReading | null> {
    for (let pageToken: string | null = ''; pageToken !== null;) {
      const page: JobPage = await this.listTunedModels(pageToken, '', signal);
      const found = page.jobs.find((job) => job.attempt === attempt);
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

function pageQuery(pageToken: string | null, filter: string): string {
  const query = new URLSearchParams({ pageSize: String(PAGE_SIZE) });
  if (pageToken) query.set('pageToken', pageToken);
  if (filter) query.set('filter', filter);
  return query.toString();
}

/** The service says "forbidden" of models that aren't there, too. */
function isAbsent(error: unknown): boolean {
  return error instanceof ServiceError && error.problem.status !== null && [403, 404].includes(error.problem.status);
}
