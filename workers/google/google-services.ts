import type { JsonObject } from '../../src/core/json.ts';
import type { Connection } from '../../src/core/tuning/google-connection.ts';
import type { TuningJob, UploadedFile } from '../../src/core/tuning/job.ts';
import type { JobReading } from '../../src/core/tuning/reading.ts';
import { AgentPlatform } from '../../src/services/agent-platform.ts';
import type { CapabilitySources } from '../../src/services/capabilities.ts';
import { CloudStorage } from '../../src/services/cloud-storage.ts';
import { GeminiApi } from '../../src/services/gemini-api.ts';
import type { GoogleClient } from '../../src/services/google-client.ts';
import type { JobFiles } from '../contracts/google.ts';
import type { JobSource } from './google-job-source.ts';
import type { JobStarter } from './google-start.ts';
import type { Keeper } from './google-keeper.ts';

/** How often an ended job is asked for its last losses, which nobody promises. */
const CURVE_TRIES = 4;

/** The services that tune, behind what following and starting a job need of them. */
export class TuningServices implements JobSource, JobStarter {
  readonly gemini: GeminiApi;
  readonly storage: CloudStorage;
  readonly #client: GoogleClient;
  /** For jobs that are followed: a pause is stored with the job, where it outlives this tab. */
  readonly #follower: GoogleClient;
  readonly #keeper: Keeper;

  constructor(client: GoogleClient, keeper: Keeper) {
    this.#client = client;
    this.#follower = client.tellingPauses();
    this.#keeper = keeper;
    this.gemini = new GeminiApi(client);
    this.storage = new CloudStorage(client);
  }

  /** The platform as a job was started with, or as the connection says. */
  platform(
    { project, region }: Pick<TuningJob, 'project' | 'region'> | Connection,
    client = this.#client,
  ): AgentPlatform {
    return new AgentPlatform(client, { project: project ?? '', region: region ?? '' });
  }

  /** Who is asked what the credentials can do. */
  sources(): CapabilitySources {
    return { gemini: this.gemini, platform: this.platform(this.#keeper.connection), storage: this.storage };
  }

  can({ service }: TuningJob): boolean {
    const { geminiKey, accessToken } = this.#keeper.state;
    if (this.#keeper.connection.off) return false;
    return service === 'gemini-api' ? geminiKey || accessToken : accessToken;
  }

  read(job: TuningJob): Promise<JobReading> {
    const name = job.reading?.name ?? '';
    return job.service === 'gemini-api'
      ? new GeminiApi(this.#follower).readOperation(name, job.reading)
      : this.platform(job, this.#follower).readJob(name, job.poll.failures < CURVE_TRIES);
  }

  async find(job: TuningJob): Promise<readonly JobReading[]> {
    if (job.service !== 'gemini-api') return this.platform(job, this.#follower).findAttempts(job.id);
    const found = await new GeminiApi(this.#follower).findAttempt(job.id);
    return found === null ? [] : [found];
  }

  async cancel(job: TuningJob): Promise<void> {
    const name = job.reading?.name ?? '';
    if (job.service === 'gemini-api') await this.gemini.cancel(name);
    else await this.platform(job).cancelJob(name);
  }

  async upload({ uri }: UploadedFile, blob: Blob, onSent: (bytes: number) => void): Promise<void> {
    const [, bucket = '', name = ''] = /^gs:\/\/([^/]+)\/(.+)$/.exec(uri) ?? [];
    await this.storage.upload({ bucket, name, blob, contentType: 'application/jsonl', onSent });
  }

  async holds({ uri, bytes }: UploadedFile): Promise<boolean> {
    return (await this.storage.sizeOf(uri)) === bytes;
  }

  create(job: TuningJob, { training }: JobFiles): Promise<JobReading> {
    // The cast: its target made the request, as a JSON object.
    const body = JSON.parse(job.request) as JsonObject;
    if (job.service === 'gemini-api') return this.gemini.createTunedModel(job.id, body, training);
    return this.platform(job).createTuningJob(body);
  }
}
