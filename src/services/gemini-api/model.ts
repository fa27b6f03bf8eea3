import type { JsonObject } from '../../core/json.ts';
import { numberOf, textOf, textsOf } from '../member.ts';

/** A model of the Gemini API, and what may be done with it. */
export interface GeminiModel {
  /** `models/gemini-3.5-flash`. */
  readonly name: string;
  readonly displayName: string;
  readonly inputTokenLimit: number | null;
  readonly outputTokenLimit: number | null;
  readonly generate: boolean;
  readonly count: boolean;
  readonly cache: boolean;
  readonly tune: boolean;
}

export function readModel(body: JsonObject): GeminiModel {
  const methods = textsOf(body, 'supportedGenerationMethods');
  const name = textOf(body, 'name') ?? '';
  return {
    name,
    displayName: textOf(body, 'displayName') ?? name,
    inputTokenLimit: numberOf(body, 'inputTokenLimit'),
    outputTokenLimit: numberOf(body, 'outputTokenLimit'),
    generate: methods.includes('generateContent'),
    count: methods.includes('countTokens'),
    cache: methods.includes('createCachedContent'),
    tune: methods.includes('createTunedModel'),
  };
}
