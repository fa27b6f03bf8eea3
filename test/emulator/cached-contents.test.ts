import { afterEach, beforeEach, expect, it } from 'vitest';
import { startEmulator, type Emulator } from './emulator.ts';
import { send, type Answer } from './harness.ts';

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.close());

const turn = (role: string, text: string): object => ({ role, parts: [{ text }] });
const model = 'models/gemini-3.5-flash';
const create = (contents: object[]): Promise<Answer> =>
  send(emulator, '/v1beta/cachedContents', { body: { model, contents, ttl: '300s' } });
const ask = (cachedContent: unknown, more: object = {}): Promise<Answer> =>
  send(emulator, `/v1beta/${model}:generateContent`, {
    body: { contents: [turn('user', 'red one')], cachedContent, ...more },
  });

it('keeps examples for a while, and answers from them', async () => {
  const long = await create([turn('user', `red ${'x'.repeat(5000)}`), turn('model', 'blue')]);
  expect(long.body).toMatchObject({ model, usageMetadata: { totalTokenCount: 1252 } });
  const taught = await ask(long.at('name'));
  expect(taught.at('candidates.0.content.parts.0.text')).toBe('blue');
  expect(taught.at('usageMetadata')).toMatchObject({ promptTokenCount: 1254, cachedContentTokenCount: 1252 });
  emulator.clock.advance(301_000);
  expect((await ask(long.at('name'))).status).toBe(403);
});

it('refuses small ones, and system instructions beside them', async () => {
  expect((await create([turn('user', 'x')])).at('error.message')).toContain('Cached content is too small');
  const name = (await create([turn('user', 'x'.repeat(5000))])).at('name');
  expect((await ask(name, { systemInstruction: turn('system', 'x') })).status).toBe(400);
  expect((await send(emulator, `/v1beta/${String(name)}`, { method: 'DELETE' })).body).toEqual({});
  expect((await ask(name)).status).toBe(403);
});
