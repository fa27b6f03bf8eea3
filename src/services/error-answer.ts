import { isObject, type Json, type JsonObject } from '../core/json.ts';
import { parseObject } from './parse-object.ts';

/** An answer that refuses, taken apart. Absent parts are empty. */
export interface ErrorAnswer {
  readonly status: number;
  /** `INVALID_ARGUMENT`; empty where the body isn't Google's form of an error. */
  readonly canonical: string;
  readonly message: string;
  /** `API_KEY_INVALID`, from ErrorInfo or from Cloud Storage's `errors`. */
  readonly reason: string;
  /** `GenerateRequestsPerDayPerProjectPerModel-FreeTier`. */
  readonly quotaIds: readonly string[];
  readonly fields: readonly { readonly field: string; readonly description: string }[];
  readonly retryAfterMs: number | null;
  /** Whether the body is JSON at all. */
  readonly isJson: boolean;
}

/** Takes Google's error forms: the APIs' own, Cloud Storage's, a stream's list of one, and what isn't JSON. */
export function readErrorAnswer(status: number, text: string): ErrorAnswer {
  const body = parseObject(text.trim().replace(/^\[([^]*)\]$/, '$1'));
  const error = isObject(body?.error) ? body.error : {};
  const details = objects(error.details);
  return {
    status,
    canonical: string(error.status),
    message: string(error.message) || string(body?.error_description) || string(body?.error),
    reason: firstString([...details, ...objects(error.errors)], 'reason'),
    quotaIds: details.flatMap((detail) => objects(detail.violations)).map((violation) => string(violation.quotaId)),
    fields: details.flatMap((detail) => objects(detail.fieldViolations)).map(fieldFault),
    retryAfterMs:
      retryDelay(firstString(details, 'retryDelay')) ??
      retryDelay(/retry in ([\d.]+s)/.exec(string(error.message))?.[1] ?? ''),
    isJson: body !== null,
  };
}

function fieldFault(violation: JsonObject): { field: string; description: string } {
  return { field: string(violation.field), description: string(violation.description) };
}

/** Milliseconds of "23s" or "0.5s". */
function retryDelay(text: string): number | null {
  const seconds = /^(\d+(?:\.\d+)?)s$/.exec(text)?.[1];
  return seconds === undefined ? null : Math.ceil(Number(seconds) * 1_000);
}

function firstString(details: readonly JsonObject[], member: string): string {
  return details.map((detail) => string(detail[member])).find((value) => value !== '') ?? '';
}

function objects(value: Json | undefined): JsonObject[] {
  // The declared list is read-only, which Array.isArray doesn't know.
  return Array.isArray(value) ? (value as readonly Json[]).filter((item) => isObject(item)) : [];
}

function string(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
