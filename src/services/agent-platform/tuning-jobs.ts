import type { JsonObject } from '../../core/json.ts';
import { ATTEMPT_LABEL } from '../../core/targets/parts/attempt.ts';
import { isEnded } from '../../core/tuning/follow-job.ts';
import type { JobReading } from '../../core/tuning/reading.ts';
import { LOSS_METRICS, readCurve, REWARD_METRICS } from './loss-curve.ts';
import { isReinforcement, readingOfJob } from './reading.ts';
import { parseName } from './resource-name.ts';
import { explainUnfit } from '../explain-error.ts';
import type { GoogleClient } from '../google-client.ts';
import { hostOfLocation } from '../google-hosts.ts';
import type { GoogleRequest } from '../google-request.ts';
import type { JobPage } from '../calls.ts';
import { objectsOf, textOf } from '../member.ts';
import { ServiceError } from '../service-error.ts';

const PAGE_SIZE = 100;
const CREATE_TIMEOUT_MS = 120_000;

interface Question extends Pick<GoogleRequest, 'purpose' | 'body' | 'timeoutMs' | 'signal'> {
  /** A resource's full name and what follows it. */
  readonly name: string;
  readonly method?: GoogleRequest['method'];
  readonly version?: 'v1' | 'v1beta1';
}

/** Tuning jobs and tuned models of one project and region. Every method throws `ServiceError`. */
export class AgentPlatform {
  readonly #client: GoogleClient;
  readonly #parent: string;
  readonly #version: 'v1' | 'v1beta1';

  /** `version`: reinforcement tuning is there in `v1beta1` only, and `v1` tells little of its jobs. */
  constructor(
    client: GoogleClient,
    { project, region }: { readonly project: string; readonly region: string },
    version: 'v1' | 'v1beta1' = 'v1',
  ) {
    this.#client = client;
    this.#version = version;
    this.#parent = `projects/${project}/locations/${region}`;
  }

  /**
   * Starts a job. Sent once, never again: where the problem's outcome is `unknown`, look with `findAttempts` first. Only
   * when the service says that it doesn't know preference tuning in `v1`, which starts nothing, is `v1beta1` asked.
   */
  async createTuningJob(body: JsonObject, signal?: AbortSignal): Promise<JobReading> {
    try {
      return await this.#create(body, this.#version, signal);
    } catch (error) {
      if (!('preferenceOptimizationSpec' in body) || !isUnknownField(error)) throw error;
      return this.#create(body, 'v1beta1', signal);
    }
  }

  /**
   * A job now, its loss curve too as far as there is one. `insists`: fails rather than give a job that has ended without its
   * last losses, where asking again may give them.
   */
  async readJob(name: string, insists = false, signal?: AbortSignal): Promise<JobReading> {
    const job = await this.#askNamed({ name, purpose: 'Read a tuning job', signal });
    const read = (nameAndRest: string, purpose: string) => this.#ask({ name: nameAndRest, purpose, signal });
    const hasEnded = isEnded(readingOfJob(job).state);
    const metrics = isReinforcement(job) ? REWARD_METRICS : LOSS_METRICS;
    return readingOfJob(job, await readCurve(textOf(job, 'experiment'), read, metrics, insists && hasEnded));
  }

  /** Jobs of the project and region, newest first as the service gives them, without their loss curves. */
  async listJobs(pageToken: string | null, filter: string, signal?: AbortSignal): Promise<JobPage> {
    const query = new URLSearchParams({ pageSize: String(PAGE_SIZE) });
    if (pageToken) query.set('pageToken', pageToken);
    if (filter !== '') query.set('filter', filter);
    const name = `${this.#parent}/tuningJobs?${query.toString()}`;
    const page = await this.#ask({ name, purpose: 'List tuning jobs', signal });
    const jobs = objectsOf(page, 'tuningJobs').map((job) => readingOfJob(job));
    return { jobs, nextPageToken: textOf(page, 'nextPageToken') };
  }

  /**
   * The jobs that an attempt started, though no answer told of them; more than one where the start arrived more than once.
   * That the service filters by label isn't documented, so all jobs are looked through where that finds nothing.
   */
  async findAttempts(attempt: string, signal?: AbortSignal): Promise<readonly JobReading[]> {
    const byLabel = await this.#findIn(attempt, `labels.${ATTEMPT_LABEL}="${attempt}"`, signal).catch(ifRefused);
    return byLabel.length > 0 ? byLabel : this.#findIn(attempt, '', signal);
  }

  /** Asks to end a job; it says so itself a while later. */
  async cancelJob(name: string): Promise<void> {
    await this.#ask({ method: 'POST', name: `${name}:cancel`, purpose: 'Cancel tuning', body: {} });
  }

  /** `name`: of the model, with or without its version. */
  async renameModel(name: string, displayName: string): Promise<void> {
    const path = `${withoutVersion(name)}?updateMask=displayName`;
    await this.#ask({ method: 'PATCH', name: path, purpose: 'Rename a model', body: { displayName } });
  }

  /** Deletes the model with all its versions. `name`: of the model, with or without its version. */
  async deleteModel(name: string): Promise<void> {
    // Google documents it for v1beta1 only.
    const version = 'v1beta1';
    await this.#ask({ method: 'DELETE', name: withoutVersion(name), version, purpose: 'Delete a model' });
  }

  async #create(body: JsonObject, version: 'v1' | 'v1beta1', signal: AbortSignal | undefined): Promise<JobReading> {
    const name = `${this.#parent}/tuningJobs`;
    const question = { method: 'POST', name, purpose: 'Start tuning', body, version, signal } as const;
    return readingOfJob(await this.#askNamed({ ...question, timeoutMs: CREATE_TIMEOUT_MS }));
  }

  async #findIn(attempt: string, filter: string, signal: AbortSignal | undefined): Promise<readonly JobReading[]> {
    const found: JobReading[] = [];
    for (let pageToken: string | null = ''; pageToken !== null;) {
      const page: JobPage = await this.listJobs(pageToken, filter, signal);
      found.push(...page.jobs.filter((job) => job.attempt === attempt));
      pageToken = page.nextPageToken;
    }
    return found;
  }

  async #ask(question: Question): Promise<JsonObject> {
    return (await this.#client.send(this.#request(question))).body;
  }

  /** Asks for a thing that has a name: an answer without one is none. */
  async #askNamed(question: Question): Promise<JsonObject> {
    const request = this.#request(question);
    const { body, status } = await this.#client.send(request);
    if (textOf(body, 'name') === null) throw this.#client.errorFor(request, status, JSON.stringify(body));
    return body;
  }

  #request(question: Question): GoogleRequest {
    return requestOf({ version: this.#version, ...question });
  }
}

/** At the host of the location that the name says. Only what reads may be asked twice. */
function requestOf({ name, method = 'GET', version = 'v1', ...rest }: Question): GoogleRequest {
  const path = name.replace(/[?:][^/]*$/, '');
  const location = parseName(path)?.location;
  const host = location === undefined ? null : hostOfLocation(location);
  if (host === null) throw unreachable(path, rest.purpose);
  return { host, method, path: `/${version}/${name}`, repeatable: method === 'GET', ...rest };
}

function unreachable(name: string, purpose: string): ServiceError {
  const asked = { purpose, host: 'aiplatform.googleapis.com', curl: null };
  const what = `"${name}" is nothing that can be reached on the Agent Platform from here.`;
  return new ServiceError(explainUnfit(asked, { what, next: 'Check the project and the region in Settings.' }));
}

function isUnknownField(error: unknown): boolean {
  if (!(error instanceof ServiceError)) return false;
  const { status, outcome, raw } = error.problem;
  return status === 400 && outcome === 'refused' && /Unknown name|Cannot find field|unknown field/i.test(raw);
}

/** A filter that the service doesn't take says nothing about the jobs. */
function ifRefused(error: unknown): readonly JobReading[] {
  if (error instanceof ServiceError && error.problem.status === 400) return [];
  throw error;
}

function withoutVersion(model: string): string {
  return model.replace(/@[^/@]*$/, '');
}
