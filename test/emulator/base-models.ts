import type { JsonObject } from './json.ts';

const LIMITS = { inputTokenLimit: 1_048_576, outputTokenLimit: 65_536 };
const SAMPLING = { temperature: 1, topP: 0.95, topK: 64, maxTemperature: 2 };
const CHAT = ['generateContent', 'countTokens', 'createCachedContent', 'batchGenerateContent'];

/** What models.list tells of the base models (E1). */
const TODAY: readonly (JsonObject & { readonly name: string })[] = [
  model('gemini-3.8-flash', 'Gemini 3.8 Flash'),
  model('gemini-3.6-flash', 'Gemini 3.6 Flash'),
  model('gemini-3.5-flash', 'Gemini 3.5 Flash'),
  model('gemini-3.5-flash-lite', 'Gemini 3.5 Flash-Lite'),
  model('gemini-3.1-flash-lite', 'Gemini 3.1 Flash-Lite'),
  model('gemini-3.1-pro-preview', 'Gemini 3.1 Pro Preview'),
  {
    name: 'models/gemini-embedding-001',
    version: '001',
    displayName: 'Gemini Embedding 001',
    inputTokenLimit: 2048,
    outputTokenLimit: 1,
    supportedGenerationMethods: ['embedContent', 'countTextTokens', 'countTokens'],
  },
];

/** The last model that could be tuned with a key, as recorded in February 2025. */
const TUNABLE = {
  name: 'models/gemini-1.5-flash-001-tuning',
  version: '001',
  displayName: 'Gemini 1.5 Flash 001 Tuning',
  inputTokenLimit: 16_384,
  outputTokenLimit: 8192,
  supportedGenerationMethods: ['generateContent', 'countTokens', 'createTunedModel'],
  ...SAMPLING,
};

function model(id: string, displayName: string): JsonObject & { readonly name: string } {
  const version = id.split('-')[1] ?? '001';
  return { name: `models/${id}`, version, displayName, ...LIMITS, supportedGenerationMethods: CHAT, ...SAMPLING };
}

/** Who answers for retired models, since 2026-10-08: the service sends questions on without a word. */
const ROUTES: Readonly<Record<string, string>> = { 'gemini-3.5-flash': 'gemini-3.6-flash' };

/** The model that answers for this one: `gemini-3.6-flash`. */
export function answeringModel(id: string): string {
  return ROUTES[id] ?? id;
}

/** Whether a model takes no prompt that ends with words of its own. */
export function refusesPrefill(id: string): boolean {
  return /^gemini-(3\.[678]-flash|3\.5-flash-lite)/.test(id);
}

export function listBaseModels(tunable: boolean): readonly (JsonObject & { readonly name: string })[] {
  return tunable ? [TUNABLE, ...TODAY] : TODAY;
}

/** Whether this model, such as `models/gemini-3.5-flash`, is there and has the method. */
export function supports(name: string, method: string, tunable: boolean): boolean {
  const methods = listBaseModels(tunable).find((entry) => entry.name === name)?.['supportedGenerationMethods'];
  return Array.isArray(methods) && methods.includes(method);
}
