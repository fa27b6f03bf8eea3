/** What the pass that tries rewards takes and gives. */
import type { Turn } from '../../src/core/example/example.ts';
import type { JsonObject } from '../../src/core/json.ts';
import type { Reward } from '../../src/core/rewards/reward.ts';
import type { TrialFinding } from '../../src/core/rewards/trial-advice.ts';
import type { TriedPrompt } from '../../src/core/rewards/try-answers.ts';
import type { CheckRequest } from './tune.ts';

/** What a model has answered to a row's prompt. */
export interface SampledAnswer {
  readonly position: number;
  readonly text: string;
}

export interface TrialWish {
  readonly request: CheckRequest;
  readonly rewards: readonly Reward[];
  /** Which rows are tried follows from it. */
  readonly seed: number;
  readonly sampled: readonly SampledAnswer[];
}

/** A prompt that a model can be asked. */
export interface AskablePrompt {
  readonly position: number;
  readonly turns: readonly Turn[];
  readonly characters: number;
}

export interface TrialReport {
  /** Rows that were tried. */
  readonly rows: number;
  /** Names of the references that they have, the commonest first. */
  readonly references: readonly string[];
  /** A few of them with what each answer got; their texts cut. */
  readonly prompts: readonly TriedPrompt[];
  readonly findings: readonly TrialFinding[];
  /** The first few, for a model to be asked. */
  readonly askable: readonly AskablePrompt[];
  /** The first row as a validation takes it, with the answer that it holds for right. */
  readonly example: { readonly line: JsonObject; readonly own: string } | null;
}
