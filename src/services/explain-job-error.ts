import type { ServiceId } from '../core/tuning/model-ref.ts';
import type { ErrorAnswer } from './error-answer.ts';
import type { Explanation } from './error-rules/error-rule.ts';
import { explanationOf } from './explain-error.ts';
import { requestsOf } from './requests.ts';
import { JOB_RULES } from './error-rules/jobs.ts';

/** gRPC's codes, as jobs tell them, in the terms of answers over HTTP. Source: google.rpc.Code. */
const CODES: Readonly<Record<number, readonly [status: number, canonical: string]>> = {
  1: [499, 'CANCELLED'],
  3: [400, 'INVALID_ARGUMENT'],
  4: [504, 'DEADLINE_EXCEEDED'],
  5: [404, 'NOT_FOUND'],
  7: [403, 'PERMISSION_DENIED'],
  8: [429, 'RESOURCE_EXHAUSTED'],
  9: [400, 'FAILED_PRECONDITION'],
  13: [500, 'INTERNAL'],
  14: [503, 'UNAVAILABLE'],
  16: [401, 'UNAUTHENTICATED'],
};

/** Explains why a job failed at its service: the same refusals mean the same in a job as over HTTP. */
export function explainJobError(
  { code, message }: { readonly code: number; readonly message: string },
  service: ServiceId,
): Pick<Explanation, 'what' | 'next'> {
  const [status, canonical] = CODES[code] ?? [500, ''];
  const nothing = { reason: '', quotaIds: [], fields: [], retryAfterMs: null, isJson: true };
  const answer: ErrorAnswer = { ...nothing, status, canonical, message };
  const { host } = requestsOf(service);
  const known = JOB_RULES.find((rule) => rule.fits(answer, { host }));
  const { what, next } = known?.explain(answer, { host }) ?? explanationOf(answer, { host });
  return { what, next };
}
