import type { ProgramRequest } from '../services/service.ts';
import type { ServiceId } from '../tuning/model-ref.ts';

/** A tuning job as the program would start it, for the same job without the program. It holds no credential. */
export interface SnippetJob {
  readonly service: ServiceId;
  readonly request: ProgramRequest;
  /** Files on the user's disk, and where in the bucket the request looks for them. */
  readonly files: readonly { readonly name: string; readonly uri: string }[];
}

/** A job as a program that can be copied. The secret is read from the environment or asked of gcloud when it runs. */
export interface Snippet {
  readonly id: string;
  readonly title: string;
  /** What the file is to be called. */
  readonly fileName: string;
  write(job: SnippetJob): string;
}
