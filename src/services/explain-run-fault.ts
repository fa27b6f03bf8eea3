import type { JobReading } from '../core/tuning/reading.ts';
import type { ServiceProblem } from '../core/tuning/service-problem.ts';
import { explanationOf } from './explain-error.ts';
import type { GoogleHost } from './google-hosts.ts';

/** gRPC's codes as HTTP says them: what fails while it runs is told without an HTTP status. */
const CODES: Readonly<Record<number, readonly [status: number, canonical: string]>> = {
  1: [499, 'CANCELLED'],
  2: [500, 'UNKNOWN'],
  3: [400, 'INVALID_ARGUMENT'],
  4: [504, 'DEADLINE_EXCEEDED'],
  5: [404, 'NOT_FOUND'],
  6: [409, 'ALREADY_EXISTS'],
  7: [403, 'PERMISSION_DENIED'],
  8: [429, 'RESOURCE_EXHAUSTED'],
  9: [400, 'FAILED_PRECONDITION'],
  10: [409, 'ABORTED'],
  11: [400, 'OUT_OF_RANGE'],
  12: [501, 'UNIMPLEMENTED'],
  13: [500, 'INTERNAL'],
  14: [503, 'UNAVAILABLE'],
  15: [500, 'DATA_LOSS'],
  16: [401, 'UNAUTHENTICATED'],
};

/** Explains why a job that had begun ended without a model. */
export function explainRunFault({ code, message }: NonNullable<JobReading['error']>, host: GoogleHost): ServiceProblem {
  const [status, canonical] = CODES[code] ?? [500, 'UNKNOWN'];
  const nothing = { reason: '', quotaIds: [], fields: [], retryAfterMs: null };
  const words = explanationOf({ status, canonical, message, ...nothing, isJson: true }, { host });
  const asked = { purpose: 'Tuning', host, status: null, raw: message, fields: [], retryAfterMs: null, curl: null };
  return { ...asked, ...words, outcome: 'refused' };
}
