import type { ErrorAnswer } from '../error-answer.ts';
import type { ErrorRule } from './error-rule.ts';

/** Too much was asked. The texts speak of plans and billing in any case: the id of the quota tells which it is. */
export const QUOTA_RULES: readonly ErrorRule[] = [
  {
    fits: (answer) => isQuota(answer) && /limit: 0\b/.test(answer.message),
    explain: () => ({
      kind: 'forbidden',
      what: 'This project may not use this model at all: its limit is 0.',
      next: 'Choose another model, or a key of a project with billing.',
    }),
  },
  {
    fits: (answer) => isQuota(answer) && answer.quotaIds.some((id) => id.includes('PerDay')),
    explain: () => ({
      kind: 'daily-quota',
      what: "Today's requests for this model are used up.",
      next: 'They come back at midnight Pacific time. Until then choose another model, or a key of a project with billing.',
    }),
  },
  {
    fits: (answer) =>
      isQuota(answer) && /concurrent|tuning[_ ]jobs?/i.test(`${answer.message} ${answer.quotaIds.join(' ')}`),
    explain: () => ({
      kind: 'rate-limit',
      what: 'Another tuning job is running in this project, and its quota allows no more at a time.',
      next: 'Wait until that one ends, cancel it, or ask for a higher quota of "Global concurrent tuning jobs".',
    }),
  },
  {
    fits: isQuota,
    explain: ({ retryAfterMs }) => ({
      kind: 'rate-limit',
      what: 'Too many requests in a short time.',
      next: retryAfterMs === null ? 'Try again in a minute.' : `Try again in ${Math.ceil(retryAfterMs / 1_000)} s.`,
    }),
  },
];

function isQuota({ status, canonical }: ErrorAnswer): boolean {
  return status === 429 || canonical === 'RESOURCE_EXHAUSTED';
}
