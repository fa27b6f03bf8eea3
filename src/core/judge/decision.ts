import { serviceOfModelId } from '../services/index.ts';
import type { ServedModel } from '../tuning/model-ref.ts';

/** A question of the Decisions API. Source: types of @google/genai 3.3.0, read 2026-11-30. */
export type DecisionQuestion =
  | { readonly type: 'noul'; readonly instructions: string }
  | { readonly type: 'choice'; readonly instructions: string; readonly criteria: Readonly<Record<string, string>> }
  | { readonly type: 'score'; readonly instructions: string; readonly criteria: readonly string[] };

/** What is sent: one input, and questions about it by id. */
export interface DecisionRequest {
  readonly input: string;
  readonly questions: Readonly<Record<string, DecisionQuestion>>;
}

/** The only model that decides. */
export const DECISION_MODEL: ServedModel = decisionModel('models/gemini-decision-1');

/** Input tokens of one request at most. */
export const MOST_DECISION_TOKENS = 262_144;

function decisionModel(name: string): ServedModel {
  return { service: serviceOfModelId(name).id, name };
}
