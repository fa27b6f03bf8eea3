import { describe, expect, it } from 'vitest';
import type { TokenCount } from '../../src/core/tokens/token-count.ts';
import { NO_CONNECTION, NO_CREDENTIALS } from '../../src/core/tuning/google-connection.ts';
import type { Capabilities } from '../../src/services/capabilities.ts';
import { differenceWords, sendingWords, tokenWords } from '../../src/words/count-words.ts';
import { countingModel } from '../../src/state/tune/counting-model.ts';

const TOKENS = { low: 176_540, likely: 182_400, high: 187_460 };
const COUNT: TokenCount = {
  correction: { ratio: 1.1, margin: 0.021, spread: 0.2 },
  ...{ rows: 20, service: 'gemini-api', model: 'models/gemini-3.5-flash', at: new Date(2026, 10, 21).getTime() },
};
const CONNECTION = { ...NO_CONNECTION, project: 'gems-1' };
const PLATFORM = { id: 'gemini-3.5-flash', service: 'agent-platform' } as const;
const API = { id: 'models/gemini-3.5-flash', service: 'gemini-api' } as const;

describe('the words for tokens', () => {
  it('say what was counted, where and when, and round the error up', () => {
    expect(tokenWords(TOKENS, COUNT)).toBe('≈ 182,400 tokens ± 3 % (counted on 20 rows at Gemini API, 21 Nov 2026)');
    const exact = { ...COUNT, correction: { ...COUNT.correction, margin: 0.01 } };
    expect(tokenWords(TOKENS, exact)).toContain('± 1 %');
  });

  it('say by how much the estimate was off', () => {
    expect(differenceWords(0.63)).toContain('37 % fewer tokens');
    expect(differenceWords(2.1)).toContain('110 % more tokens');
    expect(differenceWords(1.004)).toContain('as many tokens');
  });

  it('say that an estimate is one', () => {
    expect(tokenWords(TOKENS, null)).toBe('About 182,400 tokens (estimated: 176,540 to 187,460)');
  });

  it('say before anything is sent how much and where to', () => {
    const at = countingModel(API, { credentials: held('geminiKey'), connection: CONNECTION, capabilities: null });
    if (!at) return expect.unreachable();
    const words = sendingWords({ sampled: 20, all: 1_200 }, 2, at);
    expect(words).toContain('Sends 20 of the 1,200 rows');
    expect(words).toContain('to gemini-3.5-flash at generativelanguage.googleapis.com: 40 requests, free of charge');
  });
});

describe('who counts', () => {
  it('is the model itself where its service can be asked', () => {
    const own = { credentials: held('accessToken'), connection: CONNECTION, capabilities: null };
    expect(countingModel(PLATFORM, own)).toMatchObject({ service: 'agent-platform', location: 'us-central1' });
    // A token of Google Cloud is nothing for the Gemini API.
    expect(countingModel(API, own)).toBeNull();
    expect(countingModel(API, { ...own, credentials: held('geminiKey') })).toEqual({
      service: 'gemini-api',
      name: 'models/gemini-3.5-flash',
    });
    expect(countingModel(PLATFORM, { ...own, connection: NO_CONNECTION })).toBeNull();
  });

  it('is its like at the Gemini API where only a key is held, unless the service names it not', () => {
    const key = { credentials: held('geminiKey'), connection: CONNECTION };
    for (const capabilities of [null, naming('models/gemini-3.5-flash', true)]) {
      expect(countingModel(PLATFORM, { ...key, capabilities })).toEqual({
        service: 'gemini-api',
        name: 'models/gemini-3.5-flash',
      });
    }
    expect(countingModel(PLATFORM, { ...key, capabilities: naming('models/gemini-3.5-pro', true) })).toBeNull();
  });

  it('is nobody without a credential, or where the service says that it does not count', () => {
    const none = { credentials: NO_CREDENTIALS, connection: CONNECTION, capabilities: null };
    expect(countingModel(API, none)).toBeNull();
    const asked = naming('models/gemini-3.5-flash', false);
    expect(countingModel(API, { ...none, credentials: held('geminiKey'), capabilities: asked })).toBeNull();
  });
});

function held(name: 'geminiKey' | 'accessToken') {
  return { ...NO_CREDENTIALS, [name]: true };
}

function naming(name: string, count: boolean): Capabilities {
  const can = { generate: true, cache: true, tune: false };
  const model = { name, displayName: name, inputTokenLimit: null, outputTokenLimit: null, count, ...can };
  return { at: 0, models: { value: [model], problem: null }, tunedModels: null, platformJobs: null, bucket: null };
}
