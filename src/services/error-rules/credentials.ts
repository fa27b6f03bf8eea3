import type { ProblemKind } from '../../core/tuning/service-problem.ts';
import type { ErrorAnswer } from '../error-answer.ts';
import type { ErrorRule } from './error-rule.ts';

const NEW_TOKEN =
  'Get a new one with "gcloud auth print-access-token" (each lives for about an hour) and give it in Settings.';

/** Who asks isn't known, or isn't trusted. */
export const CREDENTIAL_RULES: readonly ErrorRule[] = [
  known(
    ({ reason, message }) => reason === 'API_KEY_INVALID' || /^API key not valid/.test(message),
    'bad-credential',
    'Google does not know this API key.',
    'Copy it again from Google AI Studio, whole, and give it in Settings.',
  ),
  known(
    ({ reason, message }) => reason === 'API_KEY_EXPIRED' || /API key expired/i.test(message),
    'bad-credential',
    'This API key has expired.',
    'Create a new one in Google AI Studio and give it in Settings.',
  ),
  known(
    ({ message }) => /reported as leaked/i.test(message),
    'bad-credential',
    'Google has disabled this API key, because it was found in a public place.',
    'Create a new key in Google AI Studio, delete this one, and give the new one in Settings.',
  ),
  known(
    ({ reason, message }) => reason === 'CONSUMER_SUSPENDED' || /^Consumer .* has been suspended/.test(message),
    'bad-credential',
    'Google has suspended the project that this key belongs to.',
    'Look into the project in the Google Cloud console, or use a key of another project.',
  ),
  known(
    ({ reason }) => reason === 'API_KEY_HTTP_REFERRER_BLOCKED',
    'forbidden',
    'This API key is restricted to other websites.',
    "Add this page's address to the key's website restrictions in the Google Cloud console, or use a key without them.",
  ),
  known(
    ({ reason }) => reason === 'API_KEY_SERVICE_BLOCKED',
    'forbidden',
    'This API key may not be used for this service.',
    'Add "Generative Language API" to the key\'s API restrictions in the Google Cloud console, or use another key.',
  ),
  known(
    ({ reason, message }) =>
      reason === 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' || /insufficient authentication scopes/i.test(message),
    'insufficient-scope',
    'The access token does not carry the permission that this needs.',
    'Sign in again with the scope "https://www.googleapis.com/auth/cloud-platform", or paste a token from "gcloud auth print-access-token".',
  ),
  known(
    ({ message }) => /API keys are not supported by this API/.test(message),
    'bad-credential',
    'This service takes an access token; what was given is not one.',
    NEW_TOKEN,
  ),
  known(
    ({ reason }) => reason === 'CREDENTIALS_MISSING',
    'bad-credential',
    'This service wants an access token, and none came with the request.',
    NEW_TOKEN,
  ),
  known(
    ({ status, canonical, reason }) =>
      status === 401 || canonical === 'UNAUTHENTICATED' || reason.startsWith('ACCESS_TOKEN_'),
    'bad-credential',
    'The access token has expired, or Google does not know it.',
    NEW_TOKEN,
  ),
];

function known(fits: (answer: ErrorAnswer) => boolean, kind: ProblemKind, what: string, next: string): ErrorRule {
  return { fits, explain: () => ({ kind, what, next }) };
}
