import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmulator, type Emulator } from './emulator.ts';
import { listAt, lookUp, send } from './harness.ts';
import { GEMINI_API } from './hosts.ts';

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.close());

const hello = { contents: [{ role: 'user', parts: [{ text: 'What is water' }] }] };
const generate = '/v1beta/models/gemini-3.5-flash:generateContent';

describe('the Gemini API', () => {
  it('lists nothing to tune today, and the old model where asked for', async () => {
    const methods = async (): Promise<unknown[]> =>
      listAt((await send(emulator, '/v1beta/models')).body, 'models').flatMap((model) =>
        listAt(model, 'supportedGenerationMethods'),
      );
    expect(await methods()).not.toContain('createTunedModel');
    emulator.settings.tunable = true;
    expect(await methods()).toContain('createTunedModel');
  });

  it('pages, and gets one model', async () => {
    const first = await send(emulator, '/v1beta/models?pageSize=4');
    const second = await send(emulator, `/v1beta/models?pageSize=4&pageToken=${String(first.at('nextPageToken'))}`);
    expect([first.at('models.length'), second.at('models.length'), second.at('nextPageToken')]).toEqual([
      4,
      3,
      undefined,
    ]);
    expect((await send(emulator, '/v1/models/gemini-3.5-flash')).at('displayName')).toBe('Gemini 3.5 Flash');
    expect((await send(emulator, '/v1/models/gemini-0')).status).toBe(404);
  });

  it('answers, and learns from turns and examples before', async () => {
    const { at } = await send(emulator, generate, { body: hello });
    expect(at('candidates.0')).toMatchObject({
      content: { role: 'model', parts: [{ text: 'You said: What is water.' }] },
      finishReason: 'STOP',
    });
    expect(at('usageMetadata')).toMatchObject({ promptTokenCount: 4, candidatesTokenCount: 6, totalTokenCount: 10 });
    const turn = (role: string, text: string): object => ({ role, parts: [{ text }] });
    const contents = [
      turn('user', 'one'),
      turn('model', 'two'),
      turn('user', 'red one'),
      turn('model', 'blue'),
      turn('user', 'a red'),
    ];
    const taught = await send(emulator, generate, { body: { contents } });
    expect(taught.at('candidates.0.content.parts.0.text')).toBe('blue');
    const prompt = 'Input: one\nOutput: two\nInput: red\nOutput: blue\nInput: a red\nOutput:';
    const told = await send(emulator, generate, { body: { contents: [turn('user', prompt)] } });
    expect(told.at('candidates.0.content.parts.0.text')).toBe('blue');
  });

  it('streams server-sent events that join to the same answer', async () => {
    const words = 'one two three four five six seven eight nine ten eleven';
    const path = '/v1beta/models/gemini-3.5-flash:streamGenerateContent?alt=sse';
    const { text, headers } = await send(emulator, path, { body: { contents: [{ parts: [{ text: words }] }] } });
    expect(headers.get('content-type')).toBe('text/event-stream');
    const events = text.split('\r\n\r\n').filter((event) => event !== '');
    expect(events.length).toBeGreaterThan(1);
    const said = events.map((event) =>
      lookUp(JSON.parse(event.replace(/^data: /, '')), 'candidates.0.content.parts.0.text'),
    );
    expect(said.join('')).toBe(`You said: ${words}.`);
  });

  it('counts tokens', async () => {
    const path = '/v1beta/models/gemini-3.5-flash:countTokens';
    const { body } = await send(emulator, path, { body: hello });
    expect(body).toEqual({ totalTokens: 4, promptTokensDetails: [{ modality: 'TEXT', tokenCount: 4 }] });
    const whole = {
      generateContentRequest: { model: 'models/gemini-3.5-flash', ...hello, systemInstruction: hello.contents[0] },
    };
    expect((await send(emulator, path, { body: whole })).at('totalTokens')).toBe(8);
  });

  it('refuses unknown fields by name, and takes snake_case', async () => {
    const { status, at } = await send(emulator, generate, {
      body: { ...hello, generation_config: { top_q: 1, top_k: 'x' } },
    });
    expect([status, at('error.status')]).toEqual([400, 'INVALID_ARGUMENT']);
    expect(at('error.details.0.fieldViolations')).toEqual([
      {
        field: 'generation_config',
        description: 'Invalid JSON payload received. Unknown name "top_q" at \'generation_config\': Cannot find field.',
      },
      {
        field: 'generation_config.top_k',
        description: 'Invalid value at \'generation_config.top_k\' (TYPE_FLOAT), "x"',
      },
    ]);
    expect((await send(emulator, generate, { body: { ...hello, generation_config: { top_k: '4' } } })).status).toBe(
      200,
    );
  });

  it('tells a bad key (400), none (403) and a bad token (401) apart', async () => {
    const ask = (headers: Record<string, string>) => send(emulator, '/v1beta/models', { headers });
    const bad = await ask({ 'x-goog-api-key': 'wrong' });
    expect([bad.status, bad.at('error.details.0.reason')]).toEqual([400, 'API_KEY_INVALID']);
    expect((await ask({})).status).toBe(403);
    expect((await ask({ authorization: 'Bearer wrong' })).status).toBe(401);
    expect((await ask({ authorization: 'Bearer emulated-token' })).status).toBe(200);
  });

  it('keeps what it saw', async () => {
    await send(emulator, `${generate}?alt=json`, { body: hello });
    expect(emulator.requests).toMatchObject([
      {
        method: 'POST',
        host: GEMINI_API,
        path: generate,
        query: { alt: 'json' },
        body: JSON.stringify(hello),
        status: 200,
      },
    ]);
  });
});
