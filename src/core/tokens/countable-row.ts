import type { CountedPrompt } from './prompts.ts';

/** A row as the service is asked to count it. */
export interface CountableRow {
  /** Where it is in the version's list. */
  readonly position: number;
  /** What one epoch is billed for, as estimated; above 0. */
  readonly estimate: number;
  /** Together they have the tokens that are billed. */
  readonly prompts: readonly CountedPrompt[];
}
