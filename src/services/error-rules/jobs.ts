import type { ErrorAnswer } from '../error-answer.ts';
import type { ErrorRule } from './error-rule.ts';

/** What jobs fail with that answers over HTTP don't say, or mean otherwise; asked before all other rules. */
export const JOB_RULES: readonly ErrorRule[] = [
  {
    fits: ({ message }) => /training (dataset|data|file).*(no valid|empty|contains 0|invalid)/i.test(message),
    explain: ({ message }) => ({
      kind: 'invalid',
      what: `Google could use no row of the training file${quote(message)}`,
      next: 'Fix the rows that it names, then start a new job: Clone takes the settings over.',
    }),
  },
  {
    fits: ({ message }) => /validation (dataset|data|file|set).*(at most|exceed|too many|larger than)/i.test(message),
    explain: ({ message }) => ({
      kind: 'invalid',
      what: `Google does not accept the validation rows${quote(message)}`,
      next: 'Hold out fewer rows, then start a new job: Clone takes the settings over.',
    }),
  },
  {
    fits: ({ canonical, message }) =>
      canonical === 'NOT_FOUND' && /(gs:\/\/|bucket|object|dataset|\.jsonl)/i.test(message),
    explain: ({ message }) => ({
      kind: 'not-found',
      what: `Google did not find the training file${quote(message)}`,
      next: 'Check that the bucket and its files are still there, then start a new job: Clone takes the settings over.',
    }),
  },
  {
    fits: ({ canonical }) =>
      canonical === 'INTERNAL' || canonical === 'UNAVAILABLE' || canonical === 'DEADLINE_EXCEEDED',
    explain: () => ({
      kind: 'unavailable',
      what: 'The tuning service broke down inside, for no reason that it tells.',
      next: 'Clone the job and start it again. If it fails again, look at its logs in the console.',
    }),
  },
  {
    // A code that no page explains.
    fits: ({ canonical }) => canonical === '',
    explain: ({ message }) => ({
      kind: 'invalid',
      what: `The tuning service ended the job${quote(message)}`,
      next: 'Look at its logs in the console; Clone takes its settings over into a new one.',
    }),
  },
  {
    fits: ({ canonical }) => canonical === 'RESOURCE_EXHAUSTED',
    explain: ({ message }) => ({
      kind: 'rate-limit',
      what: `A quota of the project kept the job from running${quote(message)}`,
      next: 'Wait until other jobs have ended, or ask for more quota in the console; then clone it.',
    }),
  },
];

/** The service's own words as the end of a sentence, where they are short enough for one. */
function quote(message: ErrorAnswer['message']): string {
  return message === '' || message.length > 300 ? '.' : `: ${message.trim().replace(/[.\s]*$/, '')}.`;
}
