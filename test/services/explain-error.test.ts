import { describe, expect, it } from 'vitest';
import type { ProblemKind } from '../../src/core/tuning/service-problem.ts';
import { explainAnswer, explainSilence, type Silence } from '../../src/services/explain-error.ts';

const ASKED = { purpose: 'Start tuning', host: 'us-central1-aiplatform.googleapis.com', curl: null };
const STORAGE = { ...ASKED, host: 'storage.googleapis.com' };

function body(code: number, status: string, message: string, ...details: object[]): string {
  return JSON.stringify({ error: { code, message, status, details } });
}

function info(reason: string): object {
  return { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason, domain: 'googleapis.com' };
}

const TUNED_404 = 'Tuned model tunedModels/generate-num-9867 does not exist.';
const RETIRED =
  'models/gemini-1.5-flash-001-tuning is not found for API version v1beta, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods.';
const QUOTA =
  'You exceeded your current quota, please check your plan and billing details. For more information, head to: https://ai.google.dev. * Quota exceeded for metric: generativelanguage.googleapis.com/generate_content_free_tier_requests, limit: 20, model: gemini-3.6-flash\nPlease retry in 23.472316927s.';
const MISSING =
  'API keys are not supported by this API. Expected OAuth2 access token or other authentication credentials that assert a principal.';
const JSONL = 'training_dataset_uri should be a GCS object of type JSONL.';
const FIELD = 'tuning_job.supervised_tuning_spec.training_dataset_uri';
const NO_BUCKET_ACCESS =
  "ana@example.com does not have storage.objects.create access to the Google Cloud Storage object. Permission 'storage.objects.create' denied on resource (or it may not exist).";

function quotaFailure(quotaId: string): object {
  return { '@type': 'type.googleapis.com/google.rpc.QuotaFailure', violations: [{ quotaId, quotaValue: '20' }] };
}

/** Recorded texts, and of each what the user must learn. */
const RECORDED: readonly (readonly [status: number, text: string, kind: ProblemKind, words: RegExp])[] = [
  [
    400,
    body(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', info('API_KEY_INVALID')),
    'bad-credential',
    /API key/,
  ],
  [
    403,
    body(403, 'PERMISSION_DENIED', 'Your API key was reported as leaked. Please use another API key.'),
    'bad-credential',
    /new key/,
  ],
  [
    403,
    body(
      403,
      'PERMISSION_DENIED',
      "Permission denied: Consumer 'api_key:x' has been suspended.",
      info('CONSUMER_SUSPENDED'),
    ),
    'bad-credential',
    /suspended/,
  ],
  [
    403,
    body(403, 'PERMISSION_DENIED', 'Requests from referer <empty> are blocked.', info('API_KEY_HTTP_REFERRER_BLOCKED')),
    'forbidden',
    /website/,
  ],
  [
    403,
    body(403, 'PERMISSION_DENIED', 'Requests to this API are blocked.', info('API_KEY_SERVICE_BLOCKED')),
    'forbidden',
    /Generative Language API/,
  ],
  [
    403,
    body(
      403,
      'PERMISSION_DENIED',
      'Request had insufficient authentication scopes.',
      info('ACCESS_TOKEN_SCOPE_INSUFFICIENT'),
    ),
    'insufficient-scope',
    /cloud-platform/,
  ],
  [
    403,
    body(403, 'PERMISSION_DENIED', 'Request had insufficient authentication scopes'),
    'insufficient-scope',
    /cloud-platform/,
  ],
  [401, body(401, 'UNAUTHENTICATED', MISSING, info('CREDENTIALS_MISSING')), 'bad-credential', /access token/],
  [
    401,
    body(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.', info('ACCESS_TOKEN_EXPIRED')),
    'bad-credential',
    /expired.*print-access-token/,
  ],
  [
    403,
    body(
      403,
      'PERMISSION_DENIED',
      'Vertex AI API has not been used in project 12 before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/aiplatform.googleapis.com/overview?project=12 then retry.',
      info('SERVICE_DISABLED'),
    ),
    'forbidden',
    /overview\?project=12/,
  ],
  [
    403,
    body(403, 'PERMISSION_DENIED', 'This API method requires billing to be enabled.', info('BILLING_DISABLED')),
    'forbidden',
    /billing account/,
  ],
  [
    403,
    body(403, 'PERMISSION_DENIED', "Permission 'aiplatform.tuningJobs.create' denied on resource"),
    'forbidden',
    /"aiplatform\.tuningJobs\.create".*Vertex AI User/,
  ],
  [
    400,
    body(400, 'FAILED_PRECONDITION', 'User location is not supported for the API use.'),
    'forbidden',
    /where this device is/,
  ],
  [404, body(404, 'NOT_FOUND', TUNED_404), 'not-found', /"generate-num-9867"/],
  [404, body(404, 'NOT_FOUND', RETIRED), 'not-found', /"gemini-1\.5-flash-001-tuning" is retired/],
  [409, body(409, 'ALREADY_EXISTS', 'Tuned model exists'), 'exists', /another name/],
  [
    429,
    body(429, 'RESOURCE_EXHAUSTED', QUOTA, quotaFailure('GenerateRequestsPerDayPerProjectPerModel-FreeTier')),
    'daily-quota',
    /midnight Pacific/,
  ],
  [
    429,
    body(429, 'RESOURCE_EXHAUSTED', QUOTA, quotaFailure('GenerateRequestsPerMinutePerProjectPerModel')),
    'rate-limit',
    /in 24 s/,
  ],
  [
    429,
    body(
      429,
      'RESOURCE_EXHAUSTED',
      'Quota exceeded … limit: 0, model: gemini-3.6-pro',
      quotaFailure('GenerateRequestsPerDay'),
    ),
    'forbidden',
    /limit is 0/,
  ],
  [
    429,
    body(429, 'RESOURCE_EXHAUSTED', 'Quota exceeded for aiplatform.googleapis.com/global_concurrent_tuning_jobs.'),
    'rate-limit',
    /Another tuning job/,
  ],
  [
    400,
    body(400, 'INVALID_ARGUMENT', `List of found errors:\t1.Field: ${FIELD}; Message: ${JSONL}\t`, {
      fieldViolations: [{ field: FIELD, description: JSONL }],
    }),
    'invalid',
    /training_dataset_uri".*type JSONL/,
  ],
  [
    400,
    body(400, 'INVALID_ARGUMENT', 'The adapter size is not supported for this base model.'),
    'invalid',
    /another size/,
  ],
  [
    400,
    body(400, 'INVALID_ARGUMENT', 'Developer instruction is not enabled for tunedModels/x'),
    'invalid',
    /system instruction/,
  ],
  [400, body(400, 'INVALID_ARGUMENT', 'Json mode is not enabled for tunedModels/x'), 'invalid', /JSON mode/],
  [
    400,
    body(400, 'INVALID_ARGUMENT', 'The Model name projects/1/locations/us/models/2 is malformed'),
    'invalid',
    /endpoint/,
  ],
  [400, body(400, 'FAILED_PRECONDITION', 'Tuning is not supported in location global.'), 'precondition', /us-central1/],
  [500, body(500, 'INTERNAL', 'An internal error has occurred.'), 'unavailable', /status 500/],
  [503, body(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.'), 'unavailable', /overloaded/],
  [502, '<html><title>502 Bad Gateway</title></html>', 'broken-answer', /status 502.*proxy/],
  [200, '{"name":"tunedMo', 'broken-answer', /half of it/],
  [404, '<!DOCTYPE html><title>Error 404 (Not Found)!!1</title>', 'not-found', /does not exist/],
  [
    412,
    JSON.stringify({
      error: {
        code: 412,
        message: 'At least one of the pre-conditions you specified did not hold.',
        errors: [{ reason: 'conditionNotMet' }],
      },
    }),
    'exists',
    /left as it is/,
  ],
];

describe('recorded answers', () => {
  it.each(RECORDED)('%i %s', (status, text, kind, words) => {
    const problem = explainAnswer(ASKED, status, text);
    expect(problem).toMatchObject({ kind, status, raw: text, purpose: 'Start tuning' });
    expect(`${problem.what} ${problem.next}`).toMatch(words);
    for (const sentence of [problem.what, problem.next]) expect(sentence).toMatch(/^[A-Z].{5,}[.?]$/s);
  });

  it('of Cloud Storage name the permission that is missing', () => {
    const problem = explainAnswer(STORAGE, 403, JSON.stringify({ error: { code: 403, message: NO_BUCKET_ACCESS } }));
    expect(problem).toMatchObject({ kind: 'forbidden' });
    expect(problem.what).toContain('"storage.objects.create"');
  });

  it('keep the faults of fields and the wish to be asked later', () => {
    const details = [{ '@type': 'x', fieldViolations: [{ field: FIELD, description: JSONL }] }, { retryDelay: '0.5s' }];
    expect(explainAnswer(ASKED, 400, body(400, 'INVALID_ARGUMENT', 'No', ...details))).toMatchObject({
      fields: [{ field: FIELD, description: JSONL }],
      retryAfterMs: 500,
    });
  });

  it('are cut where they are long, and read where they stand in a list', () => {
    expect(explainAnswer(ASKED, 502, 'x'.repeat(1_000_000)).raw).toHaveLength(20_000);
    expect(explainAnswer(ASKED, 404, `[${body(404, 'NOT_FOUND', TUNED_404)}\n]`).what).toContain('generate-num-9867');
  });

  it.each([[], null, 7, 'x', { error: null }, { error: 'invalid_grant' }, { error: { details: [null, 'x', {}] } }])(
    'of no known form are explained all the same: %j',
    (odd) => {
      for (const status of [200, 204, 304, 400, 418, 500]) {
        const problem = explainAnswer(ASKED, status, JSON.stringify(odd));
        expect(problem.what.length).toBeGreaterThan(10);
        expect(problem.outcome).toBe(status === 400 || status === 418 ? 'refused' : 'unknown');
      }
    },
  );
});

it.each<[Silence, 'refused' | 'unknown']>([
  ['switched-off', 'refused'],
  ['no-credential', 'refused'],
  ['unsendable-credential', 'refused'],
  ['no-answer', 'unknown'],
  ['no-answer-to-change', 'unknown'],
  ['timeout', 'unknown'],
])('says what is known of a request without an answer: %s', (silence, outcome) => {
  expect(explainSilence(ASKED, silence)).toMatchObject({ outcome, status: null, raw: '' });
});
