import { afterEach, beforeEach, expect, it } from 'vitest';
import { startEmulator, type Emulator } from './emulator.ts';
import { send } from './harness.ts';
import { STORAGE } from './hosts.ts';

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.close());

async function preflight(method: string, headers: string, host?: string): Promise<[number, string | null]> {
  const answer = await send(emulator, '/v1beta/models', {
    method: 'OPTIONS',
    headers: {
      origin: 'http://page',
      'access-control-request-method': method,
      'access-control-request-headers': headers,
    },
    ...(host !== undefined && { host }),
  });
  return [answer.status, answer.headers.get('access-control-allow-origin')];
}

it('lets only four headers through', async () => {
  const four = 'authorization,content-type,x-goog-api-client,x-goog-api-key';
  expect(await preflight('POST', four)).toEqual([200, 'http://page']);
  expect(await preflight('POST', `${four},api-revision`)).toEqual([403, null]);
  expect(await preflight('POST', 'x-goog-user-project')).toEqual([403, null]);
});

it('lets uploads say their range to storage alone', async () => {
  expect(await preflight('PUT', 'content-range,x-upload-content-type', STORAGE)).toEqual([200, 'http://page']);
  expect(await preflight('PUT', 'content-range')).toEqual([403, null]);
});

it('can refuse every other method than GET and POST', async () => {
  expect(await preflight('PATCH', 'content-type')).toEqual([200, 'http://page']);
  emulator.settings.preflights = 'get-post';
  expect(await preflight('PATCH', 'content-type')).toEqual([403, null]);
  expect(await preflight('POST', 'content-type')).toEqual([200, 'http://page']);
});

it('makes errors readable, but not pages for unknown addresses', async () => {
  const headers = { origin: 'http://page' };
  const known = await send(emulator, '/v1beta/models', { headers });
  expect([known.status, known.headers.get('access-control-allow-origin')]).toEqual([403, 'http://page']);
  const unknown = await send(emulator, '/v9/models', { headers: { ...headers, 'x-goog-api-key': 'emulated-key' } });
  expect([unknown.status, unknown.headers.get('access-control-allow-origin')]).toEqual([404, null]);
});
