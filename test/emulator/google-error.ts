import type { Json, JsonObject } from './json.ts';

/** A refusal in Google's shape (gemini-api §3.4, E11). */
export class GoogleError extends Error {
  readonly code: number;
  readonly status: string;
  readonly details: readonly JsonObject[];

  constructor(code: number, status: string, message: string, details: readonly JsonObject[] = []) {
    super(message);
    this.code = code;
    this.status = status;
    this.details = details;
  }

  get body(): Json {
    const { code, message, status, details } = this;
    return { error: { code, message, status, ...(details.length > 0 && { details }) } };
  }
}

export function invalid(message: string, details: readonly JsonObject[] = []): GoogleError {
  return new GoogleError(400, 'INVALID_ARGUMENT', message, details);
}

export function notFound(message: string): GoogleError {
  return new GoogleError(404, 'NOT_FOUND', message);
}

export function errorInfo(reason: string, metadata: JsonObject, domain = 'googleapis.com'): JsonObject {
  return { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason, domain, metadata };
}

/** Each violation is a field and what is wrong with it. */
export function badRequest(violations: readonly { field: string; description: string }[]): JsonObject {
  const fieldViolations = violations.map(({ field, description }) => ({ ...(field !== '' && { field }), description }));
  return { '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations };
}

/** A refusal in the shape of storage's JSON API, which has a reason, such as `notFound`, in place of a status. */
export class StorageError extends GoogleError {
  override get body(): Json {
    const { code, message, status: reason } = this;
    return { error: { code, message, errors: [{ message, domain: 'global', reason }] } };
  }
}
