import { afterEach, beforeEach, expect, it } from 'vitest';
import { startEmulator, type Emulator } from './emulator.ts';
import { send } from './harness.ts';
import { GEMINI_API } from './hosts.ts';
import { DEFAULTS } from './settings.ts';

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.close());

const list = (): ReturnType<typeof send> => send(emulator, '/v1beta/models');

it('limits the rate, and says for how long', async () => {
  emulator.faults.next({ path: /models/ }, { kind: 'rate-limit', retryAfterMs: 2500 });
  const { status, at } = await list();
  expect([status, at('error.details.1.violations.0.quotaId'), at('error.details.2.retryDelay')]).toEqual([
    429,
    expect.stringContaining('PerMinute'),
    '2.5s',
  ]);
  expect((await list()).status).toBe(200);
});

it('answers as it is told, as often as it is told', async () => {
  const kinds = ['daily-quota', 'internal', 'unavailable', 'html', 'unauthenticated', 'forbidden'] as const;
  for (const kind of kinds) emulator.faults.next({ method: 'GET' }, { kind });
  const statuses = [];
  for (let i = 0; i < kinds.length; i++) statuses.push((await list()).status);
  expect(statuses).toEqual([429, 500, 503, 502, 401, 403]);
  emulator.faults.next({}, { kind: 'internal' }, 2);
  expect([(await list()).status, (await list()).status, (await list()).status]).toEqual([500, 500, 200]);
});

it('repeats a credential in its refusal, as the real service has done', async () => {
  emulator.faults.next({}, { kind: 'suspended' });
  const { status, at } = await list();
  expect([status, at('error.message')]).toEqual([
    403,
    `Permission denied: Consumer 'api_key:${DEFAULTS.key}' has been suspended.`,
  ]);
});

it('drops connections, and cuts answers', async () => {
  emulator.faults.next({}, { kind: 'drop' });
  await expect(list()).rejects.toThrow();
  emulator.faults.next({}, { kind: 'drop-after' });
  await expect(list()).rejects.toThrow();
  expect(emulator.requests.map(({ status }) => status)).toEqual([0, 0]);
  emulator.faults.next({}, { kind: 'truncated' });
  const { status, text, body } = await list();
  expect([status, text.length > 0, body]).toEqual([200, true, undefined]);
});

it('does at once what it answers late', async () => {
  const cut = new AbortController();
  const body = { contents: [{ role: 'user', parts: [{ text: 'kept for long '.repeat(4_096) }] }] };
  const kept = { model: 'models/gemini-3.5-flash', ...body };
  emulator.faults.next({ method: 'POST' }, { kind: 'slow-after', ms: 2_000 });
  const late = fetch(`${emulator.originOf(GEMINI_API)}/v1beta/cachedContents`, {
    method: 'POST',
    headers: { 'x-goog-api-key': DEFAULTS.key, 'content-type': 'application/json' },
    body: JSON.stringify(kept),
    signal: cut.signal,
  });
  await expect.poll(() => emulator.state.cachedContents.size).toBe(1);
  expect(emulator.requests.map(({ status }) => status)).toEqual([0]);
  cut.abort();
  await expect(late).rejects.toThrow();
});

it('fails by chance, the same way for the same seed', async () => {
  const run = async (): Promise<number[]> => {
    emulator.faults.random(7, 0.5, ['internal', { kind: 'unavailable' }]);
    const statuses = [];
    for (let i = 0; i < 20; i++) statuses.push((await list()).status);
    return statuses;
  };
  const first = await run();
  expect(new Set(first)).toEqual(new Set([200, 500, 503]));
  expect(await run()).toEqual(first);
  emulator.faults.clear();
  expect((await list()).status).toBe(200);
});
