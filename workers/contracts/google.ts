/** The conversation between the page and the worker that talks to Google. Secrets go in and never come out. */
import type { Turn } from '../../src/core/example/example.ts';
import type { Result } from '../../src/core/failure.ts';
import type { CountedPrompt } from '../../src/core/tokens/prompts.ts';
import type { RewardTest, ServiceVerdict } from '../../src/core/rewards/service-verdict.ts';
import type { Connection, CredentialState } from '../../src/core/tuning/google-connection.ts';
import type { Answer, GenerationRequest } from '../../src/core/tuning/generation.ts';
import type { TuningJob } from '../../src/core/tuning/job.ts';
import type { ServedModel, ServiceId } from '../../src/core/tuning/model-ref.ts';
import type { JobPage } from '../../src/services/calls.ts';
import type { Capabilities } from '../../src/services/capabilities.ts';
import type { RequestEntry } from '../../src/services/request-entry.ts';
import type { Secrets } from '../../src/services/secrets.ts';
import type { ContextCache } from '../../src/services/context-cache.ts';
import type { GeneratedAnswer } from '../../src/services/generate.ts';
import type { Permission } from '../../src/services/gemini-api/permission.ts';

/** What the worker tells of its own accord. */
export type GoogleNews =
  | { readonly kind: 'credentials'; readonly state: CredentialState }
  | { readonly kind: 'request'; readonly entry: RequestEntry }
  /** Another tab has changed it. */
  | { readonly kind: 'connection'; readonly connection: Connection };

/** The rows of a job as lines of its target's format: uploaded, or put inside of the request. */
export interface JobFiles {
  readonly training: Blob;
  readonly validation: Blob | null;
}

/** Holds the credentials, makes every request, follows the jobs. One lives as long as the page that needs it. */
export interface GoogleWorker {
  begin(connection: Connection, tell: (news: GoogleNews) => void): Promise<Result<CredentialState>>;
  /** Takes the connection as it was just saved; other tabs are told to read it. */
  connect(connection: Connection): Promise<Result<void>>;
  /** Takes secrets; `null` forgets one. */
  hold(secrets: Partial<Secrets>): Promise<Result<void>>;
  /** Keeps what is held as cipher text, for whoever knows the passphrase. */
  seal(passphrase: string): Promise<Result<void>>;
  /** False where the passphrase is not the one. */
  unlock(passphrase: string): Promise<Result<boolean>>;
  /** Forgets what is held, in all tabs. */
  lock(): Promise<Result<void>>;
  /** Forgets everything in all tabs, the vault too. */
  wipe(): Promise<Result<void>>;
  capabilities(): Promise<Result<Capabilities>>;

  /** Stores a job, uploads its files and starts it. */
  start(job: TuningJob, files: JobFiles): Promise<Result<TuningJob>>;
  /** Starts a stored job that has failed before it began, or about which the user was asked, as the same attempt. */
  startAgain(jobId: string, files: JobFiles): Promise<Result<TuningJob>>;
  /** Asks for a job now instead of when it is due. */
  poll(jobId: string): Promise<Result<void>>;
  /** Asks for the jobs that failed for want of a network, because there is one again. */
  goOnline(): Promise<Result<void>>;
  /** Asks for all jobs because the page is looked at again. */
  lookAgain(): Promise<Result<void>>;
  cancel(jobId: string): Promise<Result<void>>;
  /** Cancels the other job that a start made by arriving twice. */
  cancelTwin(jobId: string, name: string): Promise<Result<void>>;
  /** Jobs at the service, wherever they were made. */
  jobs(service: ServiceId, pageToken: string | null, filter: string): Promise<Result<JobPage>>;
  renameModel(service: ServiceId, modelName: string, displayName: string): Promise<Result<void>>;
  deleteModel(service: ServiceId, modelName: string): Promise<Result<void>>;
  permissions(service: ServiceId, modelName: string): Promise<Result<readonly Permission[]>>;
  share(service: ServiceId, modelName: string, grant: Omit<Permission, 'name'>): Promise<Result<void>>;
  unshare(service: ServiceId, permissionName: string): Promise<Result<void>>;

  /** Has a service reward one answer, before a job is paid. `callId` names the call for `stop`. */
  testReward(callId: string, service: ServiceId, test: RewardTest): Promise<Result<ServiceVerdict>>;

  /** Asks a model. `onAnswer` gets the answer as it grows; `callId` names the call for `stop`. */
  generate(
    callId: string,
    model: ServedModel,
    request: GenerationRequest,
    onAnswer: (answer: Answer) => void,
  ): Promise<Result<GeneratedAnswer>>;
  stop(callId: string): Promise<Result<void>>;
  /** Looks for evaluations that are to be worked on: one was stored, resumed or given more to ask. */
  askOn(): Promise<Result<void>>;
  /** Sends what an evaluation has to ask as batches, at half the price. */
  startBatch(evaluationId: string): Promise<Result<void>>;
  cancelBatch(batchId: string): Promise<Result<void>>;
  /** Asks for a batch now. */
  lookForBatch(batchId: string): Promise<Result<void>>;
  /** Stops looking for a batch whose start lost its answer. */
  giveUpBatch(batchId: string): Promise<Result<void>>;
  /** Has the service keep the start of prompts for an hour. */
  keep(model: ServedModel, turns: readonly Turn[], name: string): Promise<Result<ContextCache>>;
  /** Free of charge, and asked once. `callId` names the call for `stop`. */
  countTokens(callId: string, model: ServedModel, prompt: CountedPrompt): Promise<Result<number>>;
}
