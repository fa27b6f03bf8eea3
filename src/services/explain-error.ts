import { RAW_LENGTH, type ProblemKind, type ServiceProblem } from '../core/tuning/service-problem.ts';
import { readErrorAnswer, type ErrorAnswer } from './error-answer.ts';
import type { Explanation } from './error-rules/error-rule.ts';
import { ERROR_RULES } from './error-rules/index.ts';

/** What was asked, for the words and for the way on by hand. */
export interface Asked {
  readonly purpose: string;
  readonly host: string;
  readonly curl: string | null;
}

/** Why there is no answer to explain. */
export type Silence =
  | 'switched-off'
  | 'no-credential'
  | 'unsendable-credential'
  | 'no-answer'
  /** The same of a PATCH or DELETE, which a service may not take from pages at all. */
  | 'no-answer-to-change'
  | 'timeout';

/** Explains an answer that refuses, or one that can't be read. Not redacted. */
export function explainAnswer(asked: Asked, status: number, text: string): ServiceProblem {
  const answer = readErrorAnswer(status, text);
  return {
    ...asked,
    ...explanationOf(answer, asked),
    status,
    raw: text.slice(0, RAW_LENGTH),
    fields: answer.fields,
    retryAfterMs: answer.retryAfterMs,
    outcome: isDefinite(status) ? 'refused' : 'unknown',
  };
}

/** Explains why no answer came. */
export function explainSilence(asked: Asked, silence: Silence): ServiceProblem {
  const wasSent = silence === 'no-answer' || silence === 'no-answer-to-change' || silence === 'timeout';
  const nothing = { status: null, raw: '', fields: [], retryAfterMs: null };
  return { ...asked, ...SILENCES[silence], ...nothing, outcome: wasSent ? 'unknown' : 'refused' };
}

/** What is wrong with a request that was never sent, because no service would take it. */
export function explainUnfit(asked: Asked, words: Pick<ServiceProblem, 'what' | 'next'>): ServiceProblem {
  const nothing = { status: null, raw: '', fields: [], retryAfterMs: null };
  return { ...asked, kind: 'invalid', ...words, ...nothing, outcome: 'refused' };
}

/** Only such an answer is sure to say that nothing was done. */
function isDefinite(status: number): boolean {
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}

/** What the table says of an answer; its last rule fits everything. */
export function explanationOf(answer: ErrorAnswer, asked: Pick<Asked, 'host'>): Explanation {
  for (const rule of ERROR_RULES) {
    if (rule.fits(answer, asked)) return rule.explain(answer, asked);
  }
  throw new Error(`No rule explains status ${answer.status}: the last rule must fit everything`);
}

const SILENCES: Readonly<Record<Silence, { kind: ProblemKind; what: string; next: string }>> = {
  'switched-off': {
    kind: 'switched-off',
    what: 'Nothing was sent, because “No network” is on.',
    next: 'Switch it off in Settings, then try again.',
  },
  'no-credential': {
    kind: 'no-credential',
    what: 'Nothing was sent: there is no key or access token for this service.',
    next: 'Give one in Settings.',
  },
  'unsendable-credential': {
    kind: 'bad-credential',
    what: 'Nothing was sent: the key or token holds a space or a character that no key has.',
    next: 'Copy it again, whole and without anything around it, and give it in Settings.',
  },
  'no-answer': {
    kind: 'no-answer',
    what: 'No answer came from Google: this device is offline, something blocks the request, or the connection broke.',
    next: 'Check the connection, content blockers and proxies, then try again.',
  },
  'no-answer-to-change': {
    kind: 'no-answer',
    what: 'No answer came from Google: this device is offline, or the service takes no such change from web pages.',
    next: 'Check the connection and try again. If it fails again, copy the request as curl and run it in a terminal.',
  },
  timeout: {
    kind: 'timeout',
    what: 'No answer came from Google in time.',
    next: 'Try again in a moment.',
  },
};
