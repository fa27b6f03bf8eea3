import { isHeld } from '../../src/core/services/service.ts';
import { services } from '../../src/core/services/index.ts';
import type { JsonObject } from '../../src/core/json.ts';
import type { RewardTest, ServiceVerdict } from '../../src/core/rewards/service-verdict.ts';
import type { Connection } from '../../src/core/tuning/google-connection.ts';
import type { TuningJob, UploadedFile } from '../../src/core/tuning/job.ts';
import type { ServiceId } from '../../src/core/tuning/model-ref.ts';
import type { JobReading } from '../../src/core/tuning/reading.ts';
import { callsOf, type ModelAccess, type ServiceJobs } from '../../src/services/calls.ts';
import type { CapabilitySources } from '../../src/services/capabilities.ts';
import { CloudStorage } from '../../src/services/cloud-storage.ts';
import type { GoogleClient } from '../../src/services/google-client.ts';
import type { JobFiles } from '../contracts/google.ts';
import type { JobSource } from './google-job-source.ts';
import type { JobStarter } from './google-start.ts';
import type { Keeper } from './google-keeper.ts';

/** How often an ended job is asked for its last losses, which nobody promises. */
const CURVE_TRIES = 4;

/** The services that tune, behind what following and starting a job need of them. */
export class TuningServices implements JobSource, JobStarter {
  readonly storage: CloudStorage;
  readonly #client: GoogleClient;
  /** For jobs that are followed: a pause is stored with the job, where it outlives this tab. */
  readonly #follower: GoogleClient;
  readonly #keeper: Keeper;

  constructor(client: GoogleClient, keeper: Keeper) {
    this.#client = client;
    this.#follower = client.tellingPauses();
    this.#keeper = keeper;
    this.storage = new CloudStorage(client);
  }

  /** A service as the connection says where it is. */
  at(service: ServiceId): ServiceJobs {
    return this.#at(service, this.#keeper.connection);
  }

  /** Has a service test rewards. Throws for one that has no such tuning. */
  testReward(service: ServiceId, test: RewardTest, signal: AbortSignal): Promise<ServiceVerdict> {
    const { testReward } = callsOf(service);
    if (!testReward) throw new TypeError(`service "${service}" rewards no answers`);
    return testReward(this.#client, this.#keeper.connection, test, signal);
  }

  /** Who may use a model. Throws for a service where none can be given to others. */
  access(service: ServiceId): ModelAccess {
    const { access } = callsOf(service);
    if (!access) throw new TypeError(`service "${service}" gives no model to others`);
    return access(this.#client);
  }

  /** Who is asked what the credentials can do. */
  sources(): CapabilitySources {
    const naming = services.find(({ can }) => can.nameModels)?.id ?? '';
    const filing = services.find(({ can }) => can.useBucket)?.id ?? '';
    return {
      gemini: {
        models: async () => (await callsOf(naming).models?.(this.#client)) ?? [],
        listTunedModels: () => this.at(naming).list(null, ''),
      },
      platform: { listJobs: (pageToken, filter) => this.at(filing).list(pageToken, filter) },
      storage: this.storage,
    };
  }

  can({ service }: TuningJob): boolean {
    return service !== null && this.canAsk(service);
  }

  /** Whether this tab may ask a service: it holds what the service wants, and the network is not switched off. */
  canAsk(service: ServiceId): boolean {
    const known = services.find(({ id }) => id === service);
    return known !== undefined && !this.#keeper.connection.off && isHeld(known, this.#keeper.state);
  }

  read(job: TuningJob): Promise<JobReading> {
    const insists = job.poll.failures < CURVE_TRIES;
    return this.#of(job, this.#follower).read(job.reading?.name ?? '', job.reading, insists);
  }

  find(job: TuningJob): Promise<readonly JobReading[]> {
    return this.#of(job, this.#follower).find(job.id);
  }

  cancel(job: TuningJob): Promise<void> {
    return this.#of(job).cancel(job.reading?.name ?? '');
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
    return this.#of(job).create(job.id, JSON.parse(job.request) as JsonObject, training);
  }

  /** A job's service, where the job was started. */
  #of(job: TuningJob, client = this.#client): ServiceJobs {
    if (job.service === null) throw new TypeError('a few-shot pack has no service to ask');
    return this.#at(job.service, job, client);
  }

  #at(
    service: ServiceId,
    place: Pick<TuningJob, 'project' | 'region' | 'method'> | Connection,
    client = this.#client,
  ): ServiceJobs {
    const { project, region } = place;
    const method = 'method' in place ? { method: place.method } : {};
    return callsOf(service).jobs(client, { project: project ?? '', region: region ?? '', ...method });
  }
}
