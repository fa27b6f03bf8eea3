import type { LimitName, Limits, Source, Sourced } from './catalogue.ts';

const GEMINI_API: Source = { source: 'ai.google.dev/gemini-api/docs/model-tuning', date: '2025-05' };
const GEMINI_API_PROTO: Source = {
  source: 'the TunedModel message of @google-ai/generativelanguage',
  date: '2026-09-13',
};
const SFT: Source = {
  source: 'Google Cloud, Gemini Enterprise Agent Platform: supervised tuning',
  date: '2026-09-25',
};
const PREFERENCE: Source = {
  source: 'Google Cloud, Gemini Enterprise Agent Platform: preference tuning',
  date: '2026-09-25',
};
const REINFORCEMENT: Source = {
  source: 'copies of Google’s pages on reinforcement tuning (v1beta1, a preview)',
  date: '2026-11-30',
};
const TUNING_JOB: Source = { source: 'the TuningJob message of @google-cloud/aiplatform', date: '2026-09' };

/** What each target takes, by its id. */
export const limits: Readonly<Record<string, Limits>> = {
  'gemini-api-sft': {
    ...sourced(GEMINI_API, {
      inputCharacters: 40_000,
      outputCharacters: 5_000,
      inlineBytes: 4_000_000,
      examplesAtLeast: 20,
      examplesAdvised: 100,
    }),
    ...sourced(GEMINI_API_PROTO, { displayName: 40 }),
  },
  'agent-platform-sft': {
    ...sourced(SFT, {
      tokensPerExample: 131_072,
      examplesAdvised: 100,
      examplesAtMost: 10_000_000,
      mediaExamplesAtMost: 300_000,
      fileBytes: 1_000_000_000,
      validationAtMost: 5000,
      validationShareFrom: 1000,
      validationShare: 30,
    }),
    ...sourced(TUNING_JOB, { displayName: 128 }),
  },
  'agent-platform-preference': {
    ...sourced(PREFERENCE, {
      tokensPerExample: 131_072,
      examplesAtMost: 10_000_000,
      fileBytes: 1_000_000_000,
      validationAtMost: 5000,
      validationShareFrom: 1000,
      validationShare: 30,
    }),
    ...sourced(TUNING_JOB, { displayName: 128 }),
  },
  'agent-platform-reinforcement': {
    ...sourced(REINFORCEMENT, {
      tokensPerExample: 32_768,
      examplesAtMost: 5_000,
      fileBytes: 1_000_000_000,
      validationAtMost: 500,
    }),
    ...sourced(TUNING_JOB, { displayName: 128 }),
  },
  'few-shot-pack': sourced(
    { source: 'Lapidary: a name that fits on the screen', date: '2026-11-21' },
    { displayName: 128 },
  ),
};

function sourced<K extends LimitName>(source: Source, values: Readonly<Record<K, number>>): Record<K, Sourced<number>> {
  const entries = Object.entries<number>(values).map(([name, value]) => [name, { value, ...source }]);
  // The cast: the same names with their values in an envelope.
  return Object.fromEntries(entries) as Record<K, Sourced<number>>;
}
