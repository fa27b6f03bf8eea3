import type { ErrorAnswer } from '../error-answer.ts';
import type { ErrorRule } from './error-rule.ts';

const AGENT = 'service-PROJECT_NUMBER@gcp-sa-aiplatform.iam.gserviceaccount.com';

/** Who asks is known, but may not do this. */
export const PERMISSION_RULES: readonly ErrorRule[] = [
  {
    fits: ({ reason, message }) =>
      reason === 'SERVICE_DISABLED' || /has not been used in project .* or it is disabled/.test(message),
    explain: ({ message }) => ({
      kind: 'forbidden',
      what: 'The API is switched off in this project.',
      next: `${addressIn(message) ?? 'Enable the API in the Google Cloud console'}, wait a few minutes, then try again.`,
    }),
  },
  {
    fits: ({ reason, message }) => reason === 'BILLING_DISABLED' || /requires billing to be enabled/i.test(message),
    explain: () => ({
      kind: 'forbidden',
      what: 'The project has no billing account, and this is not free.',
      next: 'Link a billing account to the project in the Google Cloud console, then try again.',
    }),
  },
  {
    fits: ({ message }) => /User location is not supported/i.test(message),
    explain: () => ({
      kind: 'forbidden',
      what: 'Google does not offer the Gemini API where this device is.',
      next: 'Use the Agent Platform with a project of your own, or another network.',
    }),
  },
  {
    fits: isBucketOfAgent,
    explain: () => ({
      kind: 'forbidden',
      what: 'The tuning service may not read the bucket: its own account is another than yours.',
      next: `Grant "Storage Object Viewer" on the bucket to ${AGENT} (the number is on the project's start page), then try again.`,
    }),
  },
  {
    fits: ({ message }, { host }) => host === 'storage.googleapis.com' && /storage\.[a-z]+\.[a-zA-Z]+/.test(message),
    explain: ({ message }) => ({
      kind: 'forbidden',
      what: `Your account may not do this in the bucket: it lacks "${/storage\.[a-z]+\.[a-zA-Z]+/.exec(message)?.[0] ?? ''}".`,
      next: 'Ask for the role "Storage Object User" on the bucket, or choose another bucket in Settings.',
    }),
  },
  {
    fits: ({ message }) => /Permission '[\w.]+' denied/.test(message),
    explain: ({ message }) => ({
      kind: 'forbidden',
      what: `Your account lacks "${/Permission '([\w.]+)' denied/.exec(message)?.[1] ?? ''}" in this project.`,
      next: 'Ask for the role "Vertex AI User" in the project, and check the project\'s id in Settings.',
    }),
  },
  {
    fits: ({ status, canonical }) => status === 403 || canonical === 'PERMISSION_DENIED',
    explain: () => ({
      kind: 'forbidden',
      what: 'Google refuses this to the key or account that asked.',
      next: 'Read its own words below; check the project, and what the key or account may do in it.',
    }),
  },
];

/** The tuning service's own account can't read the bucket, which nothing says before a job starts. */
function isBucketOfAgent({ message }: ErrorAnswer): boolean {
  if (/gcp-sa-aiplatform/.test(message)) return true;
  return /service (agent|account)/i.test(message) && /(storage\.|bucket|gs:\/\/)/i.test(message);
}

function addressIn(message: string): string | null {
  const address = /https:\/\/console\.[\w./?=&-]+\w/.exec(message)?.[0];
  return address === undefined ? null : `Enable it at ${address}`;
}
