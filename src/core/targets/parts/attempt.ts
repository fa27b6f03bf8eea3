/** The label under which a job of the Agent Platform carries the id of our attempt. */
export const ATTEMPT_LABEL = 'lapidary-attempt';

/** A UUID is 36 characters long, and a tuned model's id at most 40. */
const PREFIX = 'lap-';
const ATTEMPT = /^[a-z0-9]([a-z0-9-]{0,34}[a-z0-9])?$/;

/** True for what can be a label's value and part of a tuned model's id: a UUID in lower case, for one. */
export function isAttemptId(text: string): boolean {
  return ATTEMPT.test(text);
}

/** The id that a tuned model of the Gemini API gets, so that one whose answer was lost can be found. */
export function tunedModelIdOf(attempt: string): string {
  return PREFIX + requireAttempt(attempt);
}

/** The attempt that a tuned model's name or id tells; null for one that was made elsewhere. */
export function attemptOfTunedModel(name: string): string | null {
  const id = name.slice(name.lastIndexOf('/') + 1);
  const attempt = id.slice(PREFIX.length);
  return id.startsWith(PREFIX) && isAttemptId(attempt) ? attempt : null;
}

/** The labels of a job: keys and values at most 63 characters of lower-case letters, digits, `_` and `-`. */
export function attemptLabels(attempt: string): Readonly<Record<string, string>> {
  return { [ATTEMPT_LABEL]: requireAttempt(attempt) };
}

function requireAttempt(attempt: string): string {
  if (isAttemptId(attempt)) return attempt;
  const wanted = 'at most 36 lower-case letters, digits and hyphens, no hyphen at an end';
  throw new RangeError(`attempt id is ${JSON.stringify(attempt)}: it must be ${wanted}`);
}
