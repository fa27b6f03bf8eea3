import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RAW_LENGTH } from '../../src/core/tuning/service-problem.ts';
import { GOOGLE_HOSTS } from '../../src/services/google-hosts.ts';
import type { GoogleRequest } from '../../src/services/google-request.ts';
import {
  breakOff,
  CANARY,
  clientOf,
  drop,
  sayJson,
  sayText,
  startRecordingServer,
  stayQuiet,
  type RecordingServer,
} from '../support/recording-server.ts';
import { problemOf } from '../support/service-problem.ts';

const GEMINI = 'generativelanguage.googleapis.com';
const READ: GoogleRequest = {
  host: GEMINI,
  method: 'GET',
  path: '/v1beta/models',
  purpose: 'List models',
  repeatable: true,
};
const CREATE: GoogleRequest = {
  ...{ host: GEMINI, method: 'POST', path: '/v1beta/tunedModels?tunedModelId=x', purpose: 'Start tuning' },
  body: { displayName: "Ana's gems" },
};
/** Longer than a busy machine needs. */
const LONG_MS = 10_000;
const BUSY = { error: { code: 503, message: 'The model is overloaded.', status: 'UNAVAILABLE' } };

function quota(retryDelay: string, quotaId = 'GenerateRequestsPerMinutePerProjectPerModel') {
  const detail = (type: string, rest: object) => ({ '@type': `type.googleapis.com/google.rpc.${type}`, ...rest });
  const details = [detail('QuotaFailure', { violations: [{ quotaId }] }), detail('RetryInfo', { retryDelay })];
  return { error: { code: 429, message: 'You exceeded your current quota.', status: 'RESOURCE_EXHAUSTED', details } };
}

let server: RecordingServer;
beforeEach(async () => {
  server = await startRecordingServer();
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
});

describe('what leaves', () => {
  it('is the key for the Gemini API, the token for all else, and no header that preflights refuse', async () => {
    const { client } = clientOf(server);
    const headers = {
      'X-Server-Timeout': '9',
      'Content-Range': 'bytes 0-1/2',
      Authorization: 'Bearer mine',
      'api-revision': '1',
    };
    await client.send({ ...CREATE, headers });
    await client.send({ ...CREATE, host: 'us-central1-aiplatform.googleapis.com', headers });
    await client.send({
      ...CREATE,
      host: 'storage.googleapis.com',
      headers: { ...headers, 'X-Upload-Content-Length': '2' },
    });
    const sent = server.requests.map((request) => ownHeaders(request.headers));
    const token = { authorization: `Bearer ${CANARY.accessToken}`, 'content-type': 'application/json' };
    expect(sent).toEqual([
      { 'x-goog-api-key': CANARY.geminiKey, 'content-type': 'application/json' },
      token,
      { ...token, 'content-range': 'bytes 0-1/2', 'x-upload-content-length': '2' },
    ]);
    expect(server.requests.map(({ path }) => path).join()).not.toContain('CANARY');
  });

  it('is never a token for the Gemini API, nor a key for another host', async () => {
    const { client } = clientOf(server, { secrets: { geminiKey: null, accessToken: ` ${CANARY.accessToken}\n` } });
    expect(await problemOf(client.send(READ))).toMatchObject({ kind: 'no-credential', outcome: 'refused' });
    const byKey = clientOf(server, { secrets: { geminiKey: CANARY.geminiKey, accessToken: null } }).client;
    for (const host of GOOGLE_HOSTS.filter((each) => each !== GEMINI)) {
      expect(await problemOf(byKey.send({ ...READ, host }))).toMatchObject({ kind: 'no-credential' });
    }
    expect(server.requests).toEqual([]);
    await client.send({ ...READ, host: 'storage.googleapis.com' });
    expect(ownHeaders(server.requests[0]!.headers)).toEqual({ authorization: `Bearer ${CANARY.accessToken}` });
  });

  it.each([
    ['no credential', { geminiKey: null, accessToken: '' }, 'no-credential'],
    ['a key with a space', { geminiKey: 'AIza my key', accessToken: null }, 'bad-credential'],
    ['a key beyond ASCII', { geminiKey: 'AIzа', accessToken: null }, 'bad-credential'],
  ] as const)('is nothing with %s', async (_, secrets, kind) => {
    const { client, log } = clientOf(server, { secrets });
    expect(await problemOf(client.send(READ))).toMatchObject({ kind, outcome: 'refused', status: null });
    expect([server.requests, log]).toEqual([[], []]);
  });

  it('is nothing while the network is switched off', async () => {
    let isOff = true;
    const { client } = clientOf(server, { isOff: () => isOff });
    expect(await problemOf(client.send(READ))).toMatchObject({ kind: 'switched-off', outcome: 'refused' });
    expect(await problemOf(client.fetchFor('Ask a model')(`https://${GEMINI}/v1beta/models`))).toMatchObject({
      kind: 'switched-off',
    });
    expect(server.requests).toEqual([]);
    isOff = false;
    expect(await client.send(READ)).toMatchObject({ status: 200, body: {} });
  });

  it.each([
    'https://example.com/v1beta/models',
    'https://generativelanguage.googleapis.com.example.com/v1beta/models',
    'http://generativelanguage.googleapis.com/v1beta/models',
    'https://generativelanguage.googleapis.com:8443/v1beta/models',
    'https://oauth2.googleapis.com/token',
  ])('never goes to %s', async (address) => {
    const { client } = clientOf(server);
    await expect(client.fetchFor('Ask a model')(address)).rejects.toThrow(/is not one of google-hosts/);
    // A name that came from outside the types.
    const host = new URL(address).host as GoogleRequest['host'];
    if (host !== GEMINI) await expect(client.send({ ...READ, host })).rejects.toThrow(/is not one of google-hosts/);
    expect(server.requests).toEqual([]);
  });

  it('does not follow a redirect', async () => {
    const { client } = clientOf(server);
    server.answers.push((response) => response.writeHead(302, { location: '/storage.googleapis.com/v1' }).end());
    expect(await problemOf(client.send(CREATE))).toMatchObject({ kind: 'no-answer', outcome: 'unknown' });
    expect(server.requests).toHaveLength(1);
  });
});

describe('what may be asked twice', () => {
  it.each([
    ['a broken service', sayJson(500, { error: { code: 500, message: 'Internal error', status: 'INTERNAL' } })],
    ['a busy service', sayJson(503, BUSY)],
    ['a page of a proxy', sayText(502, '<html><h1>502 Bad Gateway</h1></html>')],
    ['a dropped connection', drop],
    ['half an answer', sayText(200, '{"models":[{"name":"mod', 'application/json')],
  ])('gets over %s, twice', async (_, fault) => {
    const { client, log } = clientOf(server);
    server.answers.push(fault, fault, sayJson(200, { models: [] }));
    expect((await client.send(READ)).body).toEqual({ models: [] });
    expect([server.requests.length, log.length]).toEqual([3, 3]);
  });

  it('gives up after three tries', async () => {
    const { client } = clientOf(server);
    server.answers.push(sayJson(503, BUSY), sayJson(503, BUSY), sayJson(503, BUSY));
    expect(await problemOf(client.send(READ))).toMatchObject({ kind: 'unavailable', status: 503 });
    expect(server.requests).toHaveLength(3);
  });

  it('waits as long as the service says, and no longer than ten seconds', async () => {
    const { client } = clientOf(server);
    server.answers.push(sayJson(429, quota('0.2s')), sayJson(200, { models: [] }), sayJson(429, quota('23s')));
    const start = performance.now();
    await client.send(READ);
    expect(performance.now() - start).toBeGreaterThan(1_190);
    const problem = await problemOf(client.send(READ));
    expect(problem).toMatchObject({ kind: 'rate-limit', retryAfterMs: 23_000, next: 'Try again in 23 s.' });
    expect(server.requests).toHaveLength(3);
  });

  it.each([
    ['a daily quota', 429, quota('1s', 'GenerateRequestsPerDayPerProjectPerModel-FreeTier'), 'daily-quota'],
    ['a refusal', 403, { error: { code: 403, message: 'No.', status: 'PERMISSION_DENIED' } }, 'forbidden'],
  ])('is not asked again after %s', async (_, status, body, kind) => {
    const { client } = clientOf(server);
    server.answers.push(sayJson(status, body));
    expect(await problemOf(client.send(READ))).toMatchObject({ kind });
    expect(server.requests).toHaveLength(1);
  });
});

describe('a create', () => {
  it.each([
    ['500', sayJson(500, { error: { code: 500, message: 'Internal', status: 'INTERNAL' } }), 'unavailable', 'unknown'],
    ['503', sayJson(503, BUSY), 'unavailable', 'unknown'],
    ['429', sayJson(429, quota('1s')), 'rate-limit', 'unknown'],
    ['408', sayJson(408, { error: { code: 408, message: 'Late' } }), 'timeout', 'unknown'],
    ['an HTML 502', sayText(502, '<html>Bad Gateway</html>'), 'broken-answer', 'unknown'],
    ['a dropped connection', drop, 'no-answer', 'unknown'],
    ['an answer torn in the middle', breakOff(200, '{"name":"tunedMod'), 'no-answer', 'unknown'],
    ['truncated JSON', sayText(200, '{"name":"tunedMod', 'application/json'), 'broken-answer', 'unknown'],
    ['400', sayJson(400, { error: { code: 400, message: 'No.', status: 'INVALID_ARGUMENT' } }), 'invalid', 'refused'],
    ['409', sayJson(409, { error: { code: 409, message: 'x', status: 'ALREADY_EXISTS' } }), 'exists', 'refused'],
    ['an HTML 404', sayText(404, '<html>That’s an error.</html>'), 'not-found', 'refused'],
  ] as const)('is sent once and tells what is known of it: %s', async (_, fault, kind, outcome) => {
    const { client } = clientOf(server);
    server.answers.push(fault);
    expect(await problemOf(client.send(CREATE))).toMatchObject({
      kind,
      outcome,
      purpose: 'Start tuning',
      host: GEMINI,
    });
    expect(server.requests).toHaveLength(1);
  });

  it('ends after its time, its outcome unknown', async () => {
    const { client, log } = clientOf(server);
    server.answers.push(stayQuiet);
    const problem = await problemOf(client.send({ ...CREATE, timeoutMs: 50 }));
    expect(problem).toMatchObject({ kind: 'timeout', outcome: 'unknown' });
    expect(log).toMatchObject([{ status: null }]);
    expect(server.requests).toHaveLength(1);
  });

  it('ends at once when it is given up, with the reason of the signal', async () => {
    const { client, log } = clientOf(server);
    const stop = new AbortController();
    server.answers.push(() => stop.abort());
    await expect(client.send({ ...CREATE, signal: stop.signal })).rejects.toHaveProperty('name', 'AbortError');
    await expect(client.send({ ...READ, signal: stop.signal })).rejects.toHaveProperty('name', 'AbortError');
    expect(log.map(({ status }) => status)).toEqual([null, null]);
    expect(server.requests).toHaveLength(1);
  });
});

it('keeps a wait between two tries no longer than its caller', async () => {
  const { client } = clientOf(server);
  const stop = new AbortController();
  server.answers.push((response) => {
    sayJson(429, quota('9s'))(response);
    setTimeout(() => stop.abort(), 100);
  });
  const start = performance.now();
  await expect(client.send({ ...READ, signal: stop.signal })).rejects.toHaveProperty('name', 'AbortError');
  expect(performance.now() - start).toBeLessThan(5_000);
});

describe('what comes back', () => {
  it('holds no secret, whatever the service echoes', async () => {
    const { client } = clientOf(server);
    const { geminiKey: key, accessToken: token } = CANARY;
    const echo = [key, token, btoa(`x${key}`), btoa(token), encodeURIComponent(key), 'AIza' + 'z'.repeat(35)].join(' ');
    const fieldViolations = [{ field: echo, description: echo }];
    server.answers.push(
      sayJson(403, {
        error: { code: 403, message: `Consumer 'api_key:${echo}' has been suspended`, details: [{ fieldViolations }] },
      }),
      sayText(500, `<html>${echo}</html>`),
    );
    const path = `/v1beta/models/${encodeURIComponent(token)}`;
    for (const request of [CREATE, { ...CREATE, path, body: { note: echo } }]) {
      const error: unknown = await client.send(request).catch((reason: unknown) => reason);
      const text = `${String(error)} ${JSON.stringify(error)} ${(error as Error).stack ?? ''}`;
      expect(text).toContain('«key»');
      for (const secret of [key, token, btoa(token), btoa(`x${key}`).slice(4, -4)]) expect(text).not.toContain(secret);
    }
  });

  it('holds none that was forgotten while the service took its time, of whatever shape', async () => {
    const key = 'a-key-like-no-other';
    let secrets: { geminiKey: string | null; accessToken: null } = { geminiKey: key, accessToken: null };
    const { client } = clientOf(server, { secrets: () => secrets });
    const forget = (say: (response: ServerResponse) => void) => (response: ServerResponse) => {
      secrets = { geminiKey: null, accessToken: null };
      say(response);
    };
    server.answers.push(forget(sayJson(403, { error: { code: 403, message: `'api_key:${key}' is suspended` } })));
    const problem = await problemOf(client.send(CREATE));
    expect(JSON.stringify(problem)).not.toContain(key);
    expect(problem.raw).toContain('«key»');

    secrets = { geminiKey: key, accessToken: null };
    server.answers.push(forget(sayJson(200, { name: `of ${key}` })));
    const { body, status } = await client.send(CREATE);
    expect(client.errorFor(CREATE, status, JSON.stringify(body)).problem.raw).toBe('{"name":"of «key»"}');
  });

  it('holds no part of a secret where an answer is too long to be kept whole', async () => {
    const { client } = clientOf(server);
    for (const secret of Object.values(CANARY)) {
      const half = secret.slice(0, 20);
      server.answers.push(sayText(400, `${'x'.repeat(RAW_LENGTH - half.length)}${secret} is not valid`));
      const problem = await problemOf(client.send(CREATE));
      expect(problem.raw.length).toBeLessThanOrEqual(RAW_LENGTH);
      expect(JSON.stringify(problem)).not.toContain(half);
    }
  });

  it('is logged without contents, names or secrets', async () => {
    const { client, log } = clientOf(server);
    server.answers.push(sayJson(200, { name: 'tunedModels/secret-name' }));
    const before = Date.now();
    await client.send(CREATE);
    expect(log).toEqual([
      {
        ...{ at: expect.any(Number) as number, ms: expect.any(Number) as number },
        ...{ host: GEMINI, method: 'POST', purpose: 'Start tuning', status: 200 },
        ...{ requestBytes: JSON.stringify(CREATE.body).length, responseBytes: 34 },
      },
    ]);
    expect(log[0]!.at).toBeGreaterThanOrEqual(before);
  });

  it('can be asked for again by hand, without a secret', async () => {
    const { client } = clientOf(server);
    server.answers.push(drop, drop);
    expect((await problemOf(client.send(CREATE))).curl).toBe(
      [
        `curl -X POST 'https://${GEMINI}/v1beta/tunedModels?tunedModelId=x'`,
        '-H "x-goog-api-key: $GEMINI_API_KEY"',
        "-H 'Content-Type: application/json'",
        `-d '{"displayName":"Ana'\\''s gems"}'`,
      ].join(' \\\n  '),
    );
    const upload: GoogleRequest = { ...CREATE, host: 'storage.googleapis.com', path: '/upload?upload_id=s3cret&x=1' };
    const { curl } = await problemOf(client.send(upload));
    expect(curl).toContain("'https://storage.googleapis.com/upload?upload_id=...&x=1'");
    expect(curl).toContain('-H "Authorization: Bearer $(gcloud auth print-access-token)"');
  });

  it('may be nothing', async () => {
    const { client, log } = clientOf(server);
    server.answers.push((response) => response.writeHead(204).end());
    const answer = await client.send({ ...READ, method: 'DELETE' });
    expect([answer.status, answer.body, log.length]).toEqual([204, {}, 1]);
  });

  it('may be 308 in the middle of an upload', async () => {
    const { client } = clientOf(server);
    server.answers.push((response) => response.writeHead(308, { range: 'bytes=0-9' }).end());
    const host = 'storage.googleapis.com';
    const answer = await client.send({
      host,
      method: 'PUT',
      path: '/u',
      purpose: 'Upload',
      partOfUpload: true,
      body: new Blob(['x']),
    });
    expect([answer.status, answer.header('range')]).toEqual([308, 'bytes=0-9']);
  });
});

describe('a stream', () => {
  const ASK: GoogleRequest = { ...CREATE, path: '/v1beta/models/m:streamGenerateContent?alt=sse' };

  it('gives each event as it comes, cut and spelled as it may be', async () => {
    const { client, log } = clientOf(server);
    const bytes = Buffer.from('data: {"n":"ä"}\r\n\r\n: a comment\n\ndata: {"n":\ndata: "𝄞"}\n\ndata: {"n":"end"}');
    server.answers.push((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const send = (at: number) => {
        if (at === bytes.length) response.end();
        else response.write(bytes.subarray(at, at + 1), () => setImmediate(send, at + 1));
      };
      send(0);
    });
    expect(await listOf(client.stream(ASK))).toEqual([{ n: 'ä' }, { n: '𝄞' }, { n: 'end' }]);
    expect(log).toMatchObject([{ status: 200, responseBytes: bytes.length }]);
  });

  it('says so when it breaks off, falls silent or ends in a refusal', async () => {
    const { client } = clientOf(server);
    const event = 'data: {"n":1}\n\n';
    server.answers.push(
      breakOff(200, event, 'text/event-stream'),
      (response) => response.writeHead(200).write(event),
      sayText(200, `${event}data: ${JSON.stringify(BUSY)}\n\n`, 'text/event-stream'),
      sayText(200, `${event}data: {"n":`, 'text/event-stream'),
      sayJson(429, quota('9s')),
    );
    const kinds = [];
    // Only silence is waited for: on a busy machine the others may take longer than that.
    for (const timeoutMs of [LONG_MS, 100, LONG_MS, LONG_MS, LONG_MS]) {
      kinds.push((await problemOf(listOf(client.stream({ ...ASK, timeoutMs })))).kind);
    }
    expect(kinds).toEqual(['no-answer', 'timeout', 'unavailable', 'broken-answer', 'rate-limit']);
  });

  it('lets the connection go when nobody listens any more', async () => {
    const { client, log } = clientOf(server);
    let isClosed = false;
    server.answers.push((response) => {
      response.on('close', () => {
        isClosed = true;
      });
      response.writeHead(200).write('data: {"n":1}\n\n');
    });
    for await (const event of client.stream(ASK)) {
      expect(event).toEqual({ n: 1 });
      break;
    }
    await expect.poll(() => isClosed).toBe(true);
    expect(log).toHaveLength(1);
  });
});

async function listOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** Without those that Node's own fetch adds, and a browser too. */
function ownHeaders(headers: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const added = /^(host|connection|accept.*|user-agent|sec-fetch.*|content-length|cache-control|pragma)$/;
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !added.test(name)));
}
