import type { JsonObject } from '../core/json.ts';
import type { RewardTest, ServiceVerdict } from '../core/rewards/service-verdict.ts';
import type { JobPlace, ServicePlace } from '../core/services/service.ts';
import type { ServiceId } from '../core/tuning/model-ref.ts';
import type { JobReading } from '../core/tuning/reading.ts';
import type { Permission } from './gemini-api/permission.ts';
import type { GeminiModel } from './gemini-api/model.ts';
import type { GoogleClient } from './google-client.ts';

export interface JobPage {
  readonly jobs: readonly JobReading[];
  /** null on the last page. */
  readonly nextPageToken: string | null;
}

/** What is asked of a service about jobs and what they make. Every method throws `ServiceError`. */
export interface ServiceJobs {
  /** The one request that costs money, sent once. `training`: its rows, where they go inside of it. */
  create(attempt: string, body: JsonObject, training: Blob): Promise<JobReading>;
  /** `insists`: fails rather than give a job that has ended without its last losses, where asking again may give them. */
  read(name: string, last: JobReading | null, insists: boolean): Promise<JobReading>;
  /** The jobs that an attempt started, though no answer told of them. */
  find(attempt: string): Promise<readonly JobReading[]>;
  list(pageToken: string | null, filter: string): Promise<JobPage>;
  cancel(name: string): Promise<void>;
  renameModel(name: string, displayName: string): Promise<void>;
  deleteModel(name: string): Promise<void>;
}

/** Who may use a tuned model. */
export interface ModelAccess {
  list(model: string): Promise<readonly Permission[]>;
  create(model: string, grant: Omit<Permission, 'name'>): Promise<Permission>;
  delete(name: string): Promise<void>;
}

/** How a service is asked. */
export interface ServiceCalls {
  /** Equal to the folder's name. */
  readonly id: ServiceId;
  jobs(client: GoogleClient, place: JobPlace): ServiceJobs;
  /** All models that the credential can see; null where the service names none. */
  readonly models: ((client: GoogleClient) => Promise<readonly GeminiModel[]>) | null;
  /** Has rewards of reinforcement tuning tested; absent where the service has no such tuning. */
  readonly testReward?: (
    client: GoogleClient,
    place: ServicePlace,
    test: RewardTest,
    signal: AbortSignal,
  ) => Promise<ServiceVerdict>;
  /** null where a model can't be given to others. */
  readonly access: ((client: GoogleClient) => ModelAccess) | null;
}

/** How every service is asked. */
export const serviceCalls: readonly ServiceCalls[] = Object.values(
  import.meta.glob<ServiceCalls>('./*/calls.ts', { eager: true, import: 'default' }),
);

/** How one is. Throws where this program does not have it. */
export function callsOf(id: ServiceId): ServiceCalls {
  const calls = serviceCalls.find((each) => each.id === id);
  if (!calls) throw new RangeError(`service "${id}" can not be asked by this program`);
  return calls;
}
