import type { GoogleHost } from './google-hosts.ts';
import type { Secrets } from './secrets.ts';

/** A header's value may hold visible ASCII only; no key or token has anything else. */
const SENDABLE = /^[\x21-\x7e]+$/;

/**
 * The header that proves who asks; null where nothing fits the host; `unsendable` where it holds what no key can. The key goes to
 * the Gemini API alone, and a token of Google Cloud never goes there.
 */
export function credentialHeader(host: GoogleHost, secrets: Secrets): readonly [string, string] | null | 'unsendable' {
  const takesKey = host === 'generativelanguage.googleapis.com';
  const secret = trimmed(takesKey ? secrets.geminiKey : secrets.accessToken);
  if (secret === null) return null;
  if (!SENDABLE.test(secret)) return 'unsendable';
  return takesKey ? ['x-goog-api-key', secret] : ['authorization', `Bearer ${secret}`];
}

/** Of the headers that a caller or the SDK asks for, those that Google's preflights admit. Credentials aren't theirs to set. */
export function admittedHeaders(host: GoogleHost, asked: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(asked)
    .map(([name, value]): [string, string] => [name.toLowerCase(), value])
    .filter(([name]) => isAdmitted(host, name));
}

function isAdmitted(host: GoogleHost, name: string): boolean {
  if (name === 'content-type') return true;
  return host === 'storage.googleapis.com' && (name === 'content-range' || name.startsWith('x-upload-'));
}

function trimmed(secret: string | null): string | null {
  const text = secret?.trim() ?? '';
  return text === '' ? null : text;
}
