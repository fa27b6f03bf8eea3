import type { JsonObject } from '../../json.ts';
import type { AnswerSample, RewardParams, Verdict } from '../reward.ts';

interface FieldWords {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  /** Its field is shown only while another one has this value. */
  readonly when?: { readonly field: string; readonly is: string };
}

/** A parameter as data: it draws the form and checks what is typed. */
export type RewardField = FieldWords &
  (
    | { readonly kind: 'text'; readonly initial: string; readonly lines: number; readonly optional?: boolean }
    | { readonly kind: 'number'; readonly initial: number }
    | {
        readonly kind: 'choice';
        readonly initial: string;
        readonly options: readonly { readonly value: string; readonly label: string }[];
      }
  );

/** A way to reward an answer. */
export interface RewardKind {
  /** Equal to the file's name; jobs store it, so it never changes. */
  readonly id: string;
  /** Its place in the list of kinds, lower first. */
  readonly order: number;
  readonly title: string;
  readonly summary: string;
  readonly fields: readonly RewardField[];
  /** What it gives an answer whose part to look at was found; null where only the service can tell. */
  readonly score: ((params: RewardParams, sample: AnswerSample) => Verdict) | null;
  /** Its scorer as the service takes it: a member of a reward's configuration. */
  scorer(params: RewardParams): JsonObject;
  /** What can't be right, each a sentence; fields that are merely empty are said elsewhere. */
  problems(params: RewardParams): readonly string[];
}
