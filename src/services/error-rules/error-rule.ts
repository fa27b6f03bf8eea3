import type { ProblemKind } from '../../core/tuning/service-problem.ts';
import type { ErrorAnswer } from '../error-answer.ts';

/** What a refusal means, in words for the screen. */
export interface Explanation {
  readonly kind: ProblemKind;
  readonly what: string;
  readonly next: string;
}

/** Which answers a rule knows, and what they mean. */
export interface ErrorRule {
  fits(answer: ErrorAnswer, asked: { readonly host: string }): boolean;
  explain(answer: ErrorAnswer, asked: { readonly host: string }): Explanation;
}
