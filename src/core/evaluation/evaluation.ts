import type { Turn } from '../example/example.ts';
import type { AnswerPrice } from '../models/catalogue.ts';
import type { Answer, GenerationSettings } from '../tuning/generation.ts';
import type { ModelRef } from '../tuning/model-ref.ts';
import type { ServiceProblem } from '../tuning/service-problem.ts';

/** A model as an evaluation asks it. */
export interface EvaluatedModel {
  /** `modelKey` of the reference. */
  readonly key: string;
  readonly title: string;
  readonly ref: ModelRef;
  readonly kind: 'base' | 'tuned';
  /** Dollars for a million tokens when the evaluation began; null where no price was known. */
  readonly price: AnswerPrice | null;
}

/** Which rows of a version are asked. */
export interface SampleWish {
  /** Those with this value of this mark; null for all rows. */
  readonly split: { readonly mark: string; readonly value: string } | null;
  /** At most this many, chosen by the seed; null for all of them. */
  readonly size: number | null;
  readonly seed: number;
}

/** Why nobody is asked right now, though nobody paused it. */
export type Waiting =
  /** The service wants a pause until then. */
  | { readonly kind: 'limit'; readonly until: number }
  | { readonly kind: 'credential' }
  | { readonly kind: 'network' }
  /** The day's requests are used up, for these models, until then. */
  | { readonly kind: 'daily-quota'; readonly until: number; readonly models: readonly string[] }
  | { readonly kind: 'cost' }
  /** Its questions are at the service, as batches. */
  | { readonly kind: 'batch' };

/** What is worked on until each of its questions has an answer: an evaluation, or the verdicts of a judge about one. */
export interface AskedWork {
  readonly id: string;
  readonly datasetId: string;
  readonly createdAt: number;
  /** US dollars; null for no limit. */
  readonly costLimit: number | null;
  readonly state: 'running' | 'paused' | 'done';
  readonly waiting: Waiting | null;
}

/** Some models asked about the same rows of a version. What is asked is stored apart, and so is what they answer. */
export interface Evaluation extends AskedWork {
  readonly versionId: string;
  readonly versionNumber: number;
  /** The version's digest. */
  readonly digest: string;
  readonly sample: SampleWish;
  /** How many rows are asked. */
  readonly rows: number;
  /** Rows of the choice that hold no question, so that they can't be asked. */
  readonly unaskable: number;
  readonly models: readonly EvaluatedModel[];
  readonly settings: GenerationSettings;
  /** A regular expression that answers should match; empty where none is wanted. */
  readonly pattern: string;
}

/** One row as it is asked. */
export interface EvaluationRow {
  readonly evaluationId: string;
  readonly datasetId: string;
  /** From 0, in the order of the evaluation. */
  readonly index: number;
  /** From 0, in the version's list. */
  readonly position: number;
  readonly turns: readonly Turn[];
  /** The row's own output; null where it has none. */
  readonly expected: string | null;
  /** For each model of the evaluation, what its answer is stored under. */
  readonly asks: readonly string[];
}

/** Cipher text, and what is needed beside the key. */
export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly cipher: Uint8Array<ArrayBuffer>;
}

/**
 * What came of one question to one model, stored under what was asked. `asking` is written before the request goes out: if its
 * tab dies, it shows afterwards that an answer may have been paid that never came.
 */
export interface StoredAnswer {
  readonly datasetId: string;
  readonly fingerprint: string;
  /** The evaluation, or the judging, that paid for it. */
  readonly evaluationId: string;
  /** `open`: to be asked again, because somebody wants it. `batched`: it is part of a batch, and nobody asks it beside that. */
  readonly state: 'open' | 'asking' | 'batched' | 'answered' | 'failed' | 'sealed';
  readonly answer: Answer | null;
  /** What was changed about the request so that the model takes it. */
  readonly notes: readonly string[];
  readonly problem: ServiceProblem | null;
  readonly at: number;
  /** From the request to the end of the answer; null where there is none. */
  readonly ms: number | null;
  /** US dollars; null where no price was known. */
  readonly cost: number | null;
  /** Requests that got no answer, or whose tab died: the service may have charged for them. */
  readonly lost: number;
  /** Answer and time as cipher text, while a blind comparison is open. */
  readonly sealed: Sealed | null;
}
