import type { ServiceProblem } from '../core/tuning/service-problem.ts';
import type { Secrets } from './secrets.ts';

const MARK = '«key»';
/** Shorter ones are no secrets, and their other forms would be found by chance. */
const SHORTEST_CODED = 8;
/** What keys and tokens look like, also those that this tab was never given. */
const SHAPES = /AIza[\w-]{35}|AQ\.[\w-]{20,}|ya29\.[\w.-]+/g;

/** A function that replaces all secrets in a text, in each form in which a service may give them back. */
export function redactorOf({ geminiKey, accessToken }: Secrets): (text: string) => string {
  const forms = [geminiKey, accessToken]
    .flatMap((secret) => (secret === null ? [] : formsOf(secret.trim())))
    // The longest first, so that no rest of a longer form stays behind.
    .sort((a, b) => b.length - a.length);
  return (text) => forms.reduce((rest, form) => rest.replaceAll(form, MARK), text).replace(SHAPES, MARK);
}

/** The same problem with all its texts redacted. */
export function redactProblem(problem: ServiceProblem, redact: (text: string) => string): ServiceProblem {
  return {
    ...problem,
    what: redact(problem.what),
    next: redact(problem.next),
    raw: redact(problem.raw),
    fields: problem.fields.map((fault) => ({ field: redact(fault.field), description: redact(fault.description) })),
    curl: problem.curl === null ? null : redact(problem.curl),
  };
}

function formsOf(secret: string): string[] {
  if (secret === '') return [];
  const encoded = encodeURIComponent(secret);
  const plain = [secret, encoded, encoded.replace(/%[\dA-F]{2}/g, (code) => code.toLowerCase()), hex(secret)];
  if (secret.length < SHORTEST_CODED) return [secret, encoded];
  const coded = [0, 1, 2].map((offset) => base64Within(secret, offset));
  return [...new Set([...plain, ...coded, ...coded.map(urlSafe)])];
}

/** Base64 of a text that is `offset` bytes after a group's start: only the characters that it alone decides. */
function base64Within(text: string, offset: number): string {
  const bytes = [...new Uint8Array(offset), ...new TextEncoder().encode(text)];
  const start = offset === 0 ? 0 : offset + 1;
  return btoa(String.fromCharCode(...bytes)).slice(start, Math.floor((bytes.length * 8) / 6));
}

function urlSafe(base64: string): string {
  return base64.replaceAll('+', '-').replaceAll('/', '_');
}

function hex(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
