import { describe, expect, it } from 'vitest';
import type { BucketState, Capabilities } from '../../src/services/capabilities.ts';
import { capabilityLines } from '../../src/words/capability-words.ts';

const NOTHING: Capabilities = { at: 0, models: null, tunedModels: null, platformJobs: null, bucket: null };
const MODEL = { inputTokenLimit: null, outputTokenLimit: null, generate: true, count: true, cache: false };
const BUCKET: BucketState = { exists: true, readable: true, writable: true, location: 'US', versioning: false };

function found<T>(value: T): { readonly value: T; readonly problem: null } {
  return { value, problem: null };
}

function wordsOf(capabilities: Partial<Capabilities>): string {
  return capabilityLines({ ...NOTHING, ...capabilities })
    .map(({ good, text }) => `${good ? '+' : '-'} ${text}`)
    .join('\n');
}

describe('what credentials can do, in words', () => {
  it('says at once that a key can tune nothing, and what is left', () => {
    const words = wordsOf({ models: found([{ ...MODEL, name: 'models/a', displayName: 'A', tune: false }]) });
    expect(words).toContain('+ Gemini API: 1 model can be asked');
    expect(words).toMatch(/- Gemini API: this key can’t tune a model\. .*few-shot pack.*Agent Platform.*export/);
  });

  it('names the models that can be tuned', () => {
    const words = wordsOf({ models: found([{ ...MODEL, name: 'models/a', displayName: 'Model A', tune: true }]) });
    expect(words).toContain('+ Gemini API: Model A can be tuned.');
  });

  it.each<[Partial<BucketState>, RegExp]>([
    [{}, /^\+ .*the bucket in US can be written\.$/],
    [{ exists: false }, /^- .*no such bucket/],
    [{ writable: false }, /^- .*can’t be written/],
    [{ readable: false }, /^- .*service agent must be able to/],
    [{ versioning: true }, /^\+ .*versioning is on/],
  ])('tells of a bucket %j', (state, words) => {
    expect(wordsOf({ bucket: found({ ...BUCKET, ...state }) })).toMatch(words);
  });

  it('asks for credentials where nothing could be asked', () => {
    expect(wordsOf({})).toMatch(/^- Nothing could be asked: give a key/);
  });
});
