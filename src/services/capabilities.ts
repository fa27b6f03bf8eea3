import type { Connection, CredentialState } from '../core/tuning/google-connection.ts';
import type { JobReading } from '../core/tuning/reading.ts';
import type { ServiceProblem } from '../core/tuning/service-problem.ts';
import type { GeminiApi } from './gemini-api/tuned-models.ts';
import type { GeminiModel } from './gemini-api/model.ts';
import { ServiceError } from './service-error.ts';

/** What came of one question: its answer, or why there is none. */
export type Found<T> =
  { readonly value: T; readonly problem: null } | { readonly value: null; readonly problem: ServiceProblem };

/** What the credentials can do, asked of the services themselves. null where a question could not be put. */
export interface Capabilities {
  /** When it was asked, milliseconds since 1970. */
  readonly at: number;
  readonly models: Found<readonly GeminiModel[]> | null;
  /** The first page of the key's tuned models. */
  readonly tunedModels: Found<FirstPage> | null;
  /** The first page of the project's tuning jobs in the region. */
  readonly platformJobs: Found<FirstPage> | null;
  readonly bucket: Found<BucketState> | null;
}

export interface FirstPage {
  readonly jobs: readonly JobReading[];
  readonly hasMore: boolean;
}

export interface BucketState {
  readonly exists: boolean;
  readonly readable: boolean;
  readonly writable: boolean;
  /** `US-CENTRAL1`; null where it isn't told. */
  readonly location: string | null;
  /** Whether deleted files stay, and go on costing; null where it isn't told. */
  readonly versioning: boolean | null;
}

/** Whom is asked. */
export interface CapabilitySources {
  readonly gemini: Pick<GeminiApi, 'models' | 'listTunedModels'>;
  readonly platform: { listJobs(pageToken: string | null, filter: string): Promise<Page> };
  readonly storage: { probe(bucket: string): Promise<BucketState> };
}

type Page = Omit<FirstPage, 'hasMore'> & { readonly nextPageToken: string | null };

/** Asks all that can be asked with what is held, side by side. Nothing of it costs anything. */
export async function readCapabilities(
  { gemini, platform, storage }: CapabilitySources,
  { project, region, bucket }: Pick<Connection, 'project' | 'region' | 'bucket'>,
  { geminiKey, accessToken }: Pick<CredentialState, 'geminiKey' | 'accessToken'>,
): Promise<Capabilities> {
  const [models, tunedModels, platformJobs, probe] = await Promise.all([
    askIf(geminiKey, () => gemini.models()),
    askIf(geminiKey, async () => firstPage(await gemini.listTunedModels())),
    askIf(accessToken && project !== '' && region !== '', async () => firstPage(await platform.listJobs(null, ''))),
    askIf(accessToken && bucket !== '', () => storage.probe(bucket)),
  ]);
  return { at: Date.now(), models, tunedModels, platformJobs, bucket: probe };
}

async function askIf<T>(isPossible: boolean, question: () => Promise<T>): Promise<Found<T> | null> {
  if (!isPossible) return null;
  try {
    return { value: await question(), problem: null };
  } catch (error) {
    if (error instanceof ServiceError) return { value: null, problem: error.problem };
    throw error;
  }
}

function firstPage({ jobs, nextPageToken }: Page): FirstPage {
  return { jobs, hasMore: nextPageToken !== null };
}
