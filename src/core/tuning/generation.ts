import type { Turn } from '../example/example.ts';
import type { JsonObject } from '../json.ts';
import type { ThinkingLevel } from '../models/generation-facts.ts';

/** How a model is to answer. Absent means the model's own default. */
export interface GenerationSettings {
  readonly temperature?: number;
  readonly topP?: number;
  readonly topK?: number;
  readonly maxOutputTokens?: number;
  readonly seed?: number;
  /** `0` switches thinking off where the model can. */
  readonly thinkingBudget?: number;
  /** For models that take a level in place of a budget. */
  readonly thinkingLevel?: ThinkingLevel;
}

/** What is asked of a model. System turns are first. */
export interface GenerationRequest {
  readonly turns: readonly Turn[];
  readonly tools?: readonly JsonObject[];
  readonly settings: GenerationSettings;
  /** The answer is to be one JSON value. Tuned models of the Gemini API have no such mode and are asked without it. */
  readonly json?: boolean;
  /** The name of cached content that the turns go on from, where there is one. */
  readonly cached?: string;
}

export interface Usage {
  readonly promptTokens: number | null;
  readonly answerTokens: number | null;
  readonly thoughtTokens: number | null;
  readonly cachedTokens: number | null;
}

export interface Answer {
  readonly text: string;
  /** Parts that are not text, such as calls, as JSON text. */
  readonly other: readonly string[];
  /** `STOP`, `MAX_TOKENS`, `SAFETY` …, as the service says; null while it streams. */
  readonly finishReason: string | null;
  /** Why nothing was answered at all, such as `PROHIBITED_CONTENT`. */
  readonly blockReason: string | null;
  readonly usage: Usage;
  readonly modelVersion: string | null;
  /** The mean log-probability of its tokens; absent where the service doesn't say. */
  readonly logProbability?: number;
}
