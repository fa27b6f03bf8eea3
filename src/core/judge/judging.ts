import type { AskedWork, SampleWish } from '../evaluation/evaluation.ts';
import type { AnswerPrice } from '../models/catalogue.ts';
import type { ServedModel } from '../tuning/model-ref.ts';
import type { JudgeQuestion } from './kinds/judge-kind.ts';

/** Who judges. */
export interface Judge {
  /** `decisions`: the Decisions API. `model`: any model, which is asked for a verdict in JSON. */
  readonly by: 'decisions' | 'model';
  readonly model: ServedModel;
  readonly title: string;
  readonly price: AnswerPrice | null;
}

/** What a judge is asked, wherever the texts that it reads come from. Its cases follow from these; verdicts are stored as answers. */
interface JudgedWork extends AskedWork {
  readonly judge: Judge;
  /** As it was typed. */
  readonly rubric: string;
  readonly questions: readonly JudgeQuestion[];
  /** Whether the judge sees the row's own output beside an answer. */
  readonly reference: boolean;
  /** Index of the model that the first one is compared with. */
  readonly against: number;
}

/** A judge of the answers of an evaluation. */
export interface AnswerJudging extends JudgedWork {
  readonly evaluationId: string;
}

/** A judge of rows as they are: a prompt and the row's own answer. What it reads is stored as an evaluation's rows are, under its id. */
export interface RowJudging extends JudgedWork {
  readonly versionId: string;
  readonly versionNumber: number;
  readonly sample: SampleWish;
  /** The filter that the rows were chosen by, in words; empty where there was none. */
  readonly filter: string;
  readonly rows: number;
  /** Rows of the choice that hold nothing to read. */
  readonly unaskable: number;
}

export type Judging = AnswerJudging | RowJudging;

export function isOfRows(judging: Judging): judging is RowJudging {
  return 'versionId' in judging;
}

/** What somebody says about an answer, or two: it is true of any judge that is asked the same. */
export interface JudgeVote {
  readonly datasetId: string;
  /** `voteKey` of what was looked at. */
  readonly key: string;
  /** Index of the outcome; null where it was skipped. */
  readonly outcome: number | null;
  readonly at: number;
}
