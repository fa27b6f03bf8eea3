import { describe, expect, it } from 'vitest';
import type { Passport, TuningJob } from '../../../src/core/tuning/job.ts';
import type { KnownModel } from '../../../src/state/tune/known-models.ts';
import { differencesFromTraining } from '../../../src/state/test/training-prompt.ts';

function modelTrainedWith(system: string | null, template: string | null): KnownModel {
  // The cast: only these members of the passport are looked at.
  const passport = { datasetName: 'alerts', system, template } as Passport;
  const job = { passport } as TuningJob; // likewise
  return { key: 'k', title: 't', ref: { service: 'gemini-api', name: 'tunedModels/x' }, kind: 'tuned', job };
}

const ask = (model: KnownModel | null, system: string, prompt: string): readonly string[] =>
  differencesFromTraining({ models: [null, model], system, prompt }, null);

describe('what differs from training', () => {
  it('is nothing where nothing is known, or all is the same', () => {
    expect(ask(null, 'Be brief.', 'Hello')).toEqual([]);
    expect(ask(modelTrainedWith(null, null), 'Be brief.', 'Hello')).toEqual([]);
    expect(ask(modelTrainedWith('Be brief.', null), 'Be brief.', 'Hello')).toEqual([]);
  });

  it('is another system instruction', () => {
    const [only, ...more] = ask(modelTrainedWith('Be brief.', null), '', 'Hello');
    expect(more).toEqual([]);
    expect(only).toContain('“Be brief.”');
  });

  it('is a prompt that does not follow the template', () => {
    const model = modelTrainedWith(null, 'Context: {{context}}\nQuestion: {{question}}');
    expect(ask(model, '', 'Context: a wall\nQuestion: How high?')).toEqual([]);
    expect(ask(model, '', 'Question: How high?\nContext: a wall')).toHaveLength(1);
    expect(ask(model, '', 'How high?')).toHaveLength(1);
    expect(ask(model, '', '')).toEqual([]);
  });
});
