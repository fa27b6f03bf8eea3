import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Turn } from '../../src/core/example/example.ts';
import type { Answer, GenerationRequest } from '../../src/core/tuning/generation.ts';
import type { ServedModel } from '../../src/core/tuning/model-ref.ts';
import { createCache } from '../../src/services/context-cache.ts';
import { countTokens } from '../../src/services/count-tokens.ts';
import { generate } from '../../src/services/generate.ts';
import { openSdk } from '../../src/services/generate/sdk.ts';
import {
  breakOff,
  CANARY,
  clientOf,
  drop,
  sayJson,
  sayText,
  startRecordingServer,
  type RecordingServer,
} from '../support/recording-server.ts';
import { problemOf } from '../support/service-problem.ts';

const BASE: ServedModel = { service: 'gemini-api', name: 'models/gemini-3.5-flash' };
const TUNED: ServedModel = { service: 'gemini-api', name: 'tunedModels/lap-1' };
const ENDPOINT: ServedModel = { service: 'agent-platform', project: 'gems-1', location: 'us', name: 'endpoints/789' };

const SYSTEM = turn('system', 'You are a jeweller.');
const ASK = turn('user', 'Name a green gem.');
const PLAIN: GenerationRequest = {
  turns: [SYSTEM, ASK],
  settings: { temperature: 0, maxOutputTokens: 64, thinkingBudget: 0 },
};

const USAGE = {
  promptTokenCount: 9,
  candidatesTokenCount: 2,
  thoughtsTokenCount: 5,
  cachedContentTokenCount: 4,
  totalTokenCount: 16,
};

let server: RecordingServer;
beforeEach(async () => {
  server = await startRecordingServer();
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
});

function turn(role: Turn['role'], text: string): Turn {
  return { role, parts: [{ kind: 'text', text }] };
}

function saying(text: string, more: object = {}) {
  return {
    candidates: [{ content: { role: 'model', parts: [{ text }] }, index: 0, ...more }],
    modelVersion: 'gemini-3.5-flash',
  };
}

function streaming(...responses: object[]) {
  const events = responses.map((response) => `data: ${JSON.stringify(response)}\r\n\r\n`);
  return sayText(200, events.join(''), 'text/event-stream');
}

const ONE = streaming(saying('Emerald.', { finishReason: 'STOP' }));

function ask(model: ServedModel, request: Partial<GenerationRequest> = {}, signal?: AbortSignal) {
  const told: Answer[] = [];
  const answer = generate(clientOf(server).client, model, { ...PLAIN, ...request }, (so) => told.push(so), signal);
  return { answer, told };
}

describe('an answer', () => {
  it.each([
    ['a model of the Gemini API', BASE],
    ['an endpoint of the Agent Platform', ENDPOINT],
  ])('streams from %s', async (_, model) => {
    server.answers.push(
      streaming(saying('Eme'), saying('rald', { finishReason: 'STOP' }), { usageMetadata: USAGE, modelVersion: 'v2' }),
    );
    const { answer, told } = ask(model);
    expect(await answer).toEqual({
      ...{ text: 'Emerald', other: [], finishReason: 'STOP', blockReason: null, modelVersion: 'v2', notes: [] },
      usage: { promptTokens: 9, answerTokens: 2, thoughtTokens: 5, cachedTokens: 4 },
    });
    expect(told.map(({ text, finishReason }) => [text, finishReason])).toEqual([
      ['Eme', null],
      ['Emerald', 'STOP'],
      ['Emerald', 'STOP'],
    ]);
  });

  it.each([BASE, ENDPOINT])('keeps calls and thoughts apart from the text: $service', async (model) => {
    const call = { functionCall: { name: 'look', args: { carat: 1.5 } } };
    const thought = { text: 'Green …', thought: true };
    const parts = [thought, { text: 'Let me see' }, call];
    server.answers.push(streaming({ candidates: [{ content: { parts }, finishReason: 'STOP' }] }));
    const { text, other } = await ask(model).answer;
    expect([text, other.map((part): unknown => JSON.parse(part))]).toEqual(['Let me see', [thought, call]]);
  });

  it('may be refused for what was asked', async () => {
    server.answers.push(streaming({ promptFeedback: { blockReason: 'PROHIBITED_CONTENT' }, usageMetadata: USAGE }));
    expect(await ask(BASE).answer).toMatchObject({ text: '', finishReason: null, blockReason: 'PROHIBITED_CONTENT' });
  });
});

describe('a question', () => {
  const CONTENTS = [{ role: 'user', parts: [{ text: 'Name a green gem.' }] }];
  const BODY = {
    contents: CONTENTS,
    systemInstruction: { parts: [{ text: 'You are a jeweller.' }] },
    generationConfig: { temperature: 0, maxOutputTokens: 64, thinkingConfig: { thinkingBudget: 0 } },
  };

  it('goes to where its model is, in the form that both services take', async () => {
    server.answers.push(ONE, ONE);
    await ask(BASE).answer;
    await ask(ENDPOINT).answer;
    const sent = server.requests.map(({ host, path, body }) => ({ host, path, body: JSON.parse(body) as unknown }));
    expect(sent).toEqual([
      {
        host: 'generativelanguage.googleapis.com',
        path: '/v1beta/models/gemini-3.5-flash:streamGenerateContent?alt=sse',
        body: BODY,
      },
      {
        host: 'aiplatform.us.rep.googleapis.com',
        path: '/v1/projects/gems-1/locations/us/endpoints/789:streamGenerateContent?alt=sse',
        body: BODY,
      },
    ]);
  });

  it.each([BASE, ENDPOINT])('holds every kind of part, but no earlier thoughts: $service', async (model) => {
    const turns: Turn[] = [
      SYSTEM,
      {
        role: 'user',
        parts: [
          { kind: 'media', mimeType: 'image/png', data: 'AAAA' },
          { kind: 'text', text: 'This?' },
        ],
      },
      {
        role: 'model',
        parts: [
          { kind: 'thought', text: 'Hm' },
          { kind: 'call', name: 'look', args: { carat: 1 } },
        ],
      },
      { role: 'tool', parts: [{ kind: 'response', name: 'look', response: { stone: 'ruby' } }] },
      { role: 'user', parts: [{ kind: 'media', mimeType: 'image/png', uri: 'gs://gems/1.png' }] },
    ];
    const tools = [{ name: 'look', parameters: { type: 'object', properties: { carat: { type: 'number' } } } }];
    server.answers.push(ONE);
    await ask(model, { turns, tools, settings: {} }).answer;
    expect(JSON.parse(server.requests[0]!.body)).toMatchObject({
      contents: [
        { role: 'user', parts: [{ inlineData: { mimeType: 'image/png', data: 'AAAA' } }, { text: 'This?' }] },
        { role: 'model', parts: [{ functionCall: { name: 'look', args: { carat: 1 } } }] },
        { role: 'user', parts: [{ functionResponse: { name: 'look', response: { stone: 'ruby' } } }] },
        { role: 'user', parts: [{ fileData: { mimeType: 'image/png', fileUri: 'gs://gems/1.png' } }] },
      ],
      tools: [{ functionDeclarations: [{ name: 'look', parameters: { type: 'OBJECT' } }] }],
    });
    expect(server.requests[0]!.body).not.toContain('Hm');
  });

  it('carries the real key and no other header of the SDK, which never sees the key', async () => {
    const { client } = clientOf(server);
    const sdk = await openSdk(client, 'Ask a model');
    server.answers.push(ONE);
    await ask(BASE).answer;
    const { headers } = server.requests[0]!;
    expect(headers['x-goog-api-key']).toBe(CANARY.geminiKey);
    expect(headers['user-agent']).not.toMatch(/genai/);
    expect(Object.keys(headers).filter((name) => /^x-|^authorization/.test(name))).toEqual(['x-goog-api-key']);
    expect(JSON.stringify(sdk)).not.toMatch(/CANARY|canary/);
    expect(JSON.stringify(sdk)).toContain('put-in-by-the-client');
  });

  it.each([
    ['a raw part', BASE, { turns: [{ role: 'user', parts: [{ kind: 'raw', json: '{"x":1}' }] }] }],
    ['a late system turn', ENDPOINT, { turns: [ASK, SYSTEM] }],
    ['a name that leads elsewhere', { ...ENDPOINT, name: '../../../x' }, {}],
    ['a location that is none of ours', { ...ENDPOINT, location: 'evil.example.com/' }, {}],
    ['a project that is none', { ...ENDPOINT, project: 'p/../q' }, {}],
  ] as const)('is not sent with %s', async (_, model, request) => {
    expect(await problemOf(ask(model, request as Partial<GenerationRequest>).answer)).toMatchObject({
      ...{ kind: 'invalid', outcome: 'refused', status: null },
    });
    expect(server.requests).toEqual([]);
  });
});

describe('a model that can not stream', () => {
  const GONE = sayJson(404, { error: { code: 404, message: 'Method not found.', status: 'NOT_FOUND' } });

  it.each([BASE, ENDPOINT])('is asked for its whole answer: $service', async (model) => {
    server.answers.push(GONE, sayJson(200, saying('Emerald.', { finishReason: 'STOP' })));
    const { answer, told } = ask(model);
    expect([(await answer).text, told.length]).toEqual(['Emerald.', 1]);
    expect(server.requests.map(({ path }) => path.split(':')[1])).toEqual([
      'streamGenerateContent?alt=sse',
      'generateContent',
    ]);
    expect(JSON.parse(server.requests[1]!.body)).toEqual(JSON.parse(server.requests[0]!.body));
  });

  it.each([BASE, ENDPOINT])('and is not there at all says so: $service', async (model) => {
    server.answers.push(GONE, GONE);
    expect((await problemOf(ask(model).answer)).kind).toBe('not-found');
    expect(server.requests).toHaveLength(2);
  });
});

describe('a tuned model of the Gemini API', () => {
  it('is asked without streaming, its system instruction folded in, and says so', async () => {
    server.answers.push(sayJson(200, { ...saying('LXIV', { finishReason: 'STOP' }), usageMetadata: USAGE }));
    const { answer, told } = ask(TUNED);
    const { text, notes } = await answer;
    expect([text, told.length, notes.length]).toEqual(['LXIV', 1, 2]);
    expect(notes.join(' ')).toMatch(/system instruction .* before the first prompt.*thinking/);
    const { path, body } = server.requests[0]!;
    expect(path).toBe('/v1beta/tunedModels/lap-1:generateContent');
    expect(JSON.parse(body)).toEqual({
      contents: [{ role: 'user', parts: [{ text: 'You are a jeweller.\n\nName a green gem.' }] }],
      generationConfig: { temperature: 0, maxOutputTokens: 64 },
    });
  });

  it('has nothing to say about a plain prompt', async () => {
    server.answers.push(sayJson(200, saying('x', { finishReason: 'STOP' })));
    expect((await ask(TUNED, { turns: [ASK], settings: {} }).answer).notes).toEqual([]);
  });

  it.each([
    ['media', { turns: [{ role: 'user', parts: [{ kind: 'media', mimeType: 'image/png', data: 'AAAA' }] }] }, /media/],
    ['tools', { tools: [{ name: 'look' }] }, /tools/],
    ['a cache', { cached: 'cachedContents/x' }, /cached/],
  ] as const)('refuses %s before anything is sent', async (_, request, words) => {
    const problem = await problemOf(ask(TUNED, request).answer);
    expect(problem).toMatchObject({ kind: 'invalid', outcome: 'refused' });
    expect(problem.what).toMatch(words);
    expect(server.requests).toEqual([]);
  });
});

describe('a fault', () => {
  const BUSY = { error: { code: 503, message: 'The model is overloaded.', status: 'UNAVAILABLE' } };
  const FIRST = `data: ${JSON.stringify(saying('Eme'))}\n\n`;

  it.each([BASE, ENDPOINT])('is explained and never asked again: $service', async (model) => {
    server.answers.push(
      sayJson(503, BUSY),
      drop,
      sayText(502, '<html>Bad Gateway</html>'),
      breakOff(200, FIRST, 'text/event-stream'),
      streaming(saying('Eme'), BUSY),
      streaming(saying('Eme')),
      sayText(200, 'data: {"candid', 'text/event-stream'),
      sayJson(400, { error: { code: 400, message: `Bad key ${CANARY.geminiKey}`, status: 'INVALID_ARGUMENT' } }),
    );
    const problems = [];
    for (let count = 0; count < 8; count += 1) problems.push(await problemOf(ask(model).answer));
    expect(problems.map(({ kind }) => kind)).toEqual([
      ...['unavailable', 'no-answer', 'broken-answer', 'no-answer', 'unavailable', 'broken-answer', 'broken-answer'],
      'invalid',
    ]);
    expect(server.requests).toHaveLength(8);
    expect(JSON.stringify(problems)).not.toMatch(/CANARY|canary-token/);
    for (const { purpose, curl } of problems) {
      expect(purpose).toBe('Ask a model');
      expect(curl).toContain('Name a green gem.');
    }
  });

  it.each([BASE, TUNED, ENDPOINT])('of the user stops it at once: $name', async (model) => {
    const stop = new AbortController();
    server.answers.push((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(FIRST);
      setTimeout(() => stop.abort(), 50);
    });
    await expect(ask(model, {}, stop.signal).answer).rejects.toHaveProperty('name', 'AbortError');
    await expect(ask(model, {}, stop.signal).answer).rejects.toHaveProperty('name', 'AbortError');
    expect(server.requests).toHaveLength(1);
  });
});

describe('counting', () => {
  const COUNT = { totalTokens: 31, promptTokensDetails: [{ modality: 'TEXT', tokenCount: 31 }] };

  it('sends what the service needs to count it all', async () => {
    const { client } = clientOf(server);
    server.answers.push(sayJson(200, COUNT), sayJson(200, COUNT), sayJson(200, COUNT));
    expect(await countTokens(client, BASE, { turns: [ASK] })).toBe(31);
    expect(await countTokens(client, BASE, PLAIN)).toBe(31);
    expect(await countTokens(client, ENDPOINT, PLAIN)).toBe(31);
    const contents = [{ role: 'user', parts: [{ text: 'Name a green gem.' }] }];
    const whole = { contents, systemInstruction: { parts: [{ text: 'You are a jeweller.' }] } };
    expect(server.requests.map(({ path, body }) => [path, JSON.parse(body) as unknown])).toEqual([
      ['/v1beta/models/gemini-3.5-flash:countTokens', { contents }],
      ['/v1beta/models/gemini-3.5-flash:countTokens', { generateContentRequest: { model: BASE.name, ...whole } }],
      ['/v1/projects/gems-1/locations/us/endpoints/789:countTokens', whole],
    ]);
  });

  it('fails where the answer holds no count', async () => {
    const { client } = clientOf(server);
    expect((await problemOf(countTokens(client, ENDPOINT, PLAIN))).kind).toBe('broken-answer');
    expect((await problemOf(countTokens(client, BASE, { turns: [ASK] }))).kind).toBe('broken-answer');
  });
});

describe('a kept prompt', () => {
  it.each([
    ['the Gemini API', BASE, '/v1beta/cachedContents', 'cachedContents/c1', 'models/gemini-3.5-flash'],
    [
      ...(['the Agent Platform', ENDPOINT, '/v1/projects/gems-1/locations/us/cachedContents'] as const),
      ...(['projects/gems-1/locations/us/cachedContents/c1', 'projects/gems-1/locations/us/endpoints/789'] as const),
    ],
  ] as const)('is made once and used: %s', async (_, model, path, name, modelName) => {
    const { client } = clientOf(server);
    const made = { name, expireTime: '2026-11-21T09:00:00Z', usageMetadata: { totalTokenCount: 4096 } };
    server.answers.push(sayJson(200, made), ONE);
    const cache = await createCache(client, model, PLAIN, { displayName: 'Gems', seconds: 600 });
    expect(cache).toEqual({ name, expireTime: made.expireTime, tokens: 4096 });
    await ask(model, { turns: [ASK], cached: cache.name, settings: {} }).answer;
    const [create, use] = server.requests;
    expect([create!.method, create!.path]).toEqual(['POST', path]);
    expect(JSON.parse(create!.body)).toMatchObject({
      ...{ model: modelName, displayName: 'Gems', ttl: '600s' },
      systemInstruction: { parts: [{ text: 'You are a jeweller.' }] },
    });
    expect(JSON.parse(use!.body)).toMatchObject({ cachedContent: name });
  });

  it('is not asked for twice, whatever happens', async () => {
    const { client } = clientOf(server);
    server.answers.push(drop, drop);
    const options = { displayName: 'Gems', seconds: 600 };
    expect((await problemOf(createCache(client, BASE, PLAIN, options))).outcome).toBe('unknown');
    expect((await problemOf(createCache(client, ENDPOINT, PLAIN, options))).outcome).toBe('unknown');
    expect(server.requests).toHaveLength(2);
  });
});
