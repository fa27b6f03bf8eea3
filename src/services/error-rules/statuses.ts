import type { ProblemKind } from '../../core/tuning/service-problem.ts';
import type { ErrorAnswer } from '../error-answer.ts';
import type { ErrorRule } from './error-rule.ts';

/** What an answer means where nothing is known but its status. The last one fits everything. */
export const STATUS_RULES: readonly ErrorRule[] = [
  {
    fits: ({ isJson, status }) => !isJson && (status < 400 || status >= 500),
    explain: ({ status }) => ({
      kind: 'broken-answer',
      what: `The answer (status ${status}) is not one of Google's: half of it, or a page of something in between.`,
      next: 'Try again in a moment; a proxy or a captive network may stand in the way.',
    }),
  },
  {
    fits: ({ status, canonical }) => status === 404 || canonical === 'NOT_FOUND',
    explain: ({ message }) => ({
      kind: 'not-found',
      what: `This does not exist, or not here${quote(message)}`,
      next: 'Check its name, and the project and region in Settings.',
    }),
  },
  {
    fits: ({ status, canonical }) => status === 412 || canonical === 'ALREADY_EXISTS',
    explain: () => ({
      kind: 'exists',
      what: 'There is one of this name already, and it was left as it is.',
      next: 'Choose another name.',
    }),
  },
  status(408, 'timeout', 'The request took Google too long to read.', 'Try again in a moment.'),
  status(409, 'unavailable', 'Something else is changing the same thing right now.', 'Try again in a moment.'),
  status(413, 'invalid', 'The request is larger than the service takes.', 'Send fewer or shorter examples.'),
  status(499, 'precondition', 'The request was cancelled.', 'Start it again if you still want it.'),
  {
    fits: ({ canonical }) => canonical === 'FAILED_PRECONDITION' || canonical === 'CANCELLED',
    explain: ({ message }) => ({
      kind: 'precondition',
      what: `This can not be done as things stand${quote(message)}`,
      next: 'Change what it names, then try again.',
    }),
  },
  {
    fits: ({ status, message }) => status === 503 || /overloaded/i.test(message),
    explain: () => ({
      kind: 'unavailable',
      what: 'The service is overloaded or down.',
      next: 'Try again in a moment.',
    }),
  },
  {
    fits: ({ status }) => status >= 500,
    explain: ({ status }) => ({
      kind: 'unavailable',
      what: `Something broke inside the service (status ${status}).`,
      next: 'Try again in a moment. If it stays, change what was asked: some broken requests are answered like this.',
    }),
  },
  {
    fits: ({ fields }) => fields.length > 0,
    explain: ({ fields }) => ({
      kind: 'invalid',
      what: `The service does not accept ${fields.map(fieldFault).join('; ')}.`,
      next: 'Change that, then try again.',
    }),
  },
  {
    fits: ({ status }) => status >= 400,
    explain: ({ status, message }) => ({
      kind: 'invalid',
      what: `The service does not accept this request (status ${status})${quote(message)}`,
      next: 'Read its own words below and change what they name.',
    }),
  },
  {
    fits: () => true,
    explain: ({ status }) => ({
      kind: 'broken-answer',
      what: `The answer (status ${status}) holds nothing that can be read.`,
      next: 'Try again in a moment.',
    }),
  },
];

function status(code: number, kind: ProblemKind, what: string, next: string): ErrorRule {
  return { fits: (answer) => answer.status === code, explain: () => ({ kind, what, next }) };
}

function fieldFault({ field, description }: ErrorAnswer['fields'][number]): string {
  return description === '' ? `"${field}"` : `"${field}": ${description.replace(/\.$/, '')}`;
}

/** The service's own words as the end of a sentence, where they are short enough for one. */
function quote(message: string): string {
  return message === '' || message.length > 300 ? '.' : `: ${message.trim().replace(/[.\s]*$/, '')}.`;
}
