import type { Turn } from '../example/example.ts';
import type { JsonObject } from '../json.ts';
import type { SaidCall } from './compare-said.ts';
import type { Answer, GenerationSettings } from '../tuning/generation.ts';
import type { ModelRef } from '../tuning/model-ref.ts';
import type { ServiceProblem } from '../tuning/service-problem.ts';

/** What one model answered in a trial. */
export interface TrialAnswer {
  readonly model: ModelRef;
  /** The model's name as the screen showed it. */
  readonly title: string;
  readonly answer: Answer | null;
  readonly problem: ServiceProblem | null;
  /** From the request to the end of the answer. */
  readonly ms: number;
  /** US dollars; null where no price is known. */
  readonly cost: number | null;
}

/** The same question to some models, as it is kept. */
export interface Trial {
  readonly id: string;
  /** null where it was asked outside of a dataset. */
  readonly datasetId: string | null;
  readonly at: number;
  readonly system: string;
  /** The turns between the system instruction and the prompt; absent where there were none. */
  readonly before?: readonly Turn[];
  readonly prompt: string;
  /** What the row that was asked from has as its output. */
  readonly expected: string | null;
  /** The functions that this output calls; absent where it calls none. */
  readonly expectedCalls?: readonly SaidCall[];
  /** The functions that went with the question; absent where there were none. */
  readonly tools?: readonly JsonObject[];
  readonly settings: GenerationSettings;
  readonly answers: readonly TrialAnswer[];
}
