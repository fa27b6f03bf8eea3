import type { JsonObject } from '../core/json.ts';
import type { JobPlace } from '../core/services/service.ts';
import type { ServedModel, ServiceId } from '../core/tuning/model-ref.ts';
import type { Prompt } from './generate/prompt.ts';
import type { GoogleHost } from './google-hosts.ts';
import type { GoogleRequest } from './google-request.ts';

/** What of a request is the same whichever service gets it. */
export type ServedQuestion = Pick<GoogleRequest, 'purpose' | 'signal' | 'timeoutMs' | 'repeatable'>;

/** What a service is sent, and where: nothing of this asks anybody. */
export interface ServiceRequests {
  /** Equal to the folder's name. */
  readonly id: ServiceId;
  /** Whose refusal it is where nothing was sent, or a job tells of it. */
  readonly host: GoogleHost;
  /** Answers come through Google's SDK, which knows this service's forms. */
  readonly usesSdk: boolean;
  /** Where a model is asked, for people to read. */
  hostOf(model: ServedModel): string;
  /** The whole address under which a model answers; null where its location is none that is known. */
  addressOf(model: ServedModel): string | null;
  /** The whole address that starts a job. */
  startAddress(attempt: string, place: JobPlace): string;
  /** The request that starts a job with its rows, as lines, where these go inside of it. */
  withRows(body: JsonObject, lines: string): JsonObject;
  /** Throws `ServiceError` for what is no model or place of the service. */
  toModel(model: ServedModel, method: string, body: JsonObject, ask: ServedQuestion): GoogleRequest;
  toCache(model: ServedModel, ask: ServedQuestion & Pick<GoogleRequest, 'body'>): GoogleRequest;
  /** What is counted. `isPlain`: it is contents alone. */
  countBody(model: ServedModel, prompt: Prompt, isPlain: boolean): JsonObject;
}

const found = Object.values(import.meta.glob<ServiceRequests>('./*/requests.ts', { eager: true, import: 'default' }));

/** The requests of every service. */
export const serviceRequests: readonly ServiceRequests[] = found;

/** Those of one. Throws where this program does not have it. */
export function requestsOf(id: ServiceId): ServiceRequests {
  const requests = serviceRequests.find((each) => each.id === id);
  if (!requests) throw new RangeError(`service "${id}" has no requests in this program`);
  return requests;
}
