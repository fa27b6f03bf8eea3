import { html, json, type Call, type Reply } from './call.ts';
import { errorInfo, GoogleError, StorageError } from './google-error.ts';
import { STORAGE } from './hosts.ts';
import { createRandom } from './random.ts';

/** What can go wrong with a request. */
export type Fault =
  | { readonly kind: 'rate-limit'; readonly retryAfterMs: number }
  | { readonly kind: 'slow'; readonly ms: number }
  /** It happens at once, but its answer comes so much later. */
  | { readonly kind: 'slow-after'; readonly ms: number }
  | {
      readonly kind:
        | 'daily-quota'
        | 'internal'
        | 'unavailable'
        | 'html'
        /** The connection is cut before anything happened. */
        | 'drop'
        /** It happened, but the answer is lost. */
        | 'drop-after'
        /** It happens twice: a browser sends again what it had sent over a connection that is cut. */
        | 'resent'
        /** It happened, but half of the answer is missing. */
        | 'truncated'
        | 'unauthenticated'
        | 'forbidden'
        /** A refusal that repeats the key or token, as Google's own has done. */
        | 'suspended';
    };

export interface FaultPlan {
  /** The next `times` requests that match meet this fault; preflights only where the method says OPTIONS. */
  next(match: { method?: string; path?: RegExp }, fault: Fault, times?: number): void;
  /** From now on, this share (0 to 1) of all requests meets one of these, the same ones for the same seed. */
  random(seed: number, share: number, kinds: readonly (Fault | Fault['kind'])[]): void;
  clear(): void;
}

/** A plan that the server asks for each request. */
export interface Faults extends FaultPlan {
  take(method: string, path: string): Fault | undefined;
}

export function createFaults(): Faults {
  let planned: { method: string | undefined; path: RegExp; fault: Fault; times: number }[] = [];
  let chance: () => Fault | undefined = () => undefined;
  return {
    next({ method, path = /^/ }, fault, times = 1) {
      planned.push({ method, path, fault, times });
    },
    random(seed, share, kinds) {
      const random = createRandom(seed);
      const faults = kinds.map((kind) => (typeof kind === 'string' ? usual(kind) : kind));
      chance = () => (random() < share ? faults[Math.floor(random() * faults.length)] : undefined);
    },
    clear() {
      planned = [];
      chance = () => undefined;
    },
    take(method, path) {
      const fits = (entry: (typeof planned)[number]): boolean =>
        (entry.method ?? (method === 'OPTIONS' ? '' : method)) === method && entry.path.test(path);
      const entry = planned.find(fits);
      if (entry === undefined) return method === 'OPTIONS' ? undefined : chance();
      entry.times--;
      planned = planned.filter(({ times }) => times > 0);
      return entry.fault;
    },
  };
}

function usual(kind: Fault['kind']): Fault {
  if (kind === 'rate-limit') return { kind, retryAfterMs: 1000 };
  return kind === 'slow' || kind === 'slow-after' ? { kind, ms: 300 } : { kind };
}

/** Storage's JSON API says in other words why it refuses. */
const STORAGE_REASONS: Readonly<Record<number, string>> = {
  401: 'authError',
  403: 'insufficientPermissions',
  429: 'rateLimitExceeded',
};

/** The answer of a fault that keeps the request from having any effect; undefined where it does take effect. */
export function refusal(fault: Fault, { host, headers }: Pick<Call, 'host' | 'headers'>): Reply | undefined {
  if (fault.kind === 'html') return html(502, 'Server Error');
  const error = fault.kind === 'suspended' ? suspended(headers) : refuse(fault);
  if (error === undefined || host !== STORAGE) return error && json(error.body, error.code);
  const reason = STORAGE_REASONS[error.code] ?? 'backendError';
  return json(new StorageError(error.code, reason, error.message).body, error.code);
}

function refuse(fault: Fault): GoogleError | undefined {
  switch (fault.kind) {
    case 'rate-limit':
      return quota('GenerateRequestsPerMinutePerProjectPerModel-FreeTier', fault.retryAfterMs);
    case 'daily-quota':
      return quota('GenerateRequestsPerDayPerProjectPerModel-FreeTier', 23_472.316927);
    case 'internal':
      return new GoogleError(500, 'INTERNAL', 'An internal error has occurred. Please retry or report the issue.');
    case 'unavailable':
      return new GoogleError(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.');
    case 'unauthenticated':
      return unauthenticated();
    case 'forbidden':
      return insufficientScopes();
    default:
      return undefined;
  }
}

/** A bearer token that is wrong or over (about an hour after it was given). */
export function unauthenticated(): GoogleError {
  return new GoogleError(
    401,
    'UNAUTHENTICATED',
    'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
  );
}

function insufficientScopes(): GoogleError {
  const reason = errorInfo('ACCESS_TOKEN_SCOPE_INSUFFICIENT', {});
  return new GoogleError(403, 'PERMISSION_DENIED', 'Request had insufficient authentication scopes.', [reason]);
}

function suspended(headers: Call['headers']): GoogleError {
  const consumer = `api_key:${headers['x-goog-api-key'] ?? headers['authorization'] ?? ''}`;
  const reason = errorInfo('CONSUMER_SUSPENDED', { consumer });
  return new GoogleError(403, 'PERMISSION_DENIED', `Permission denied: Consumer '${consumer}' has been suspended.`, [
    reason,
  ]);
}

/** Too many requests, in the recorded shape (E11); the id tells a minute's quota from a day's. */
export function quota(quotaId: string, retryAfterMs: number): GoogleError {
  const metric = 'generativelanguage.googleapis.com/generate_content_free_tier_requests';
  const seconds = retryAfterMs / 1000;
  const message = `You exceeded your current quota, please check your plan and billing details. For more information on this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits.\n* Quota exceeded for metric: ${metric}, limit: 20, model: gemini-3.5-flash\nPlease retry in ${seconds}s.`;
  const type = (name: string): string => `type.googleapis.com/google.rpc.${name}`;
  return new GoogleError(429, 'RESOURCE_EXHAUSTED', message, [
    {
      '@type': type('Help'),
      links: [
        { description: 'Learn more about Gemini API quotas', url: 'https://ai.google.dev/gemini-api/docs/rate-limits' },
      ],
    },
    {
      '@type': type('QuotaFailure'),
      violations: [
        {
          quotaMetric: metric,
          quotaId,
          quotaDimensions: { location: 'global', model: 'gemini-3.5-flash' },
          quotaValue: '20',
        },
      ],
    },
    { '@type': type('RetryInfo'), retryDelay: `${quotaId.includes('PerDay') ? Math.floor(seconds) : seconds}s` },
  ]);
}
