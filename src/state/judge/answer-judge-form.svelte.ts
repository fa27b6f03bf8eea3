import type { Evaluation } from '../../core/evaluation/evaluation.ts';
import type { AnswerJudging, Judge } from '../../core/judge/judging.ts';
import { estimateJudging } from '../../jobs/judge-answers.ts';
import { addJudging } from '../../store/evaluation/judgings.ts';
import { JudgeForm } from './judge-form.svelte.ts';

/** A judge of an evaluation's answers, before it starts. */
export class AnswerJudgeForm extends JudgeForm {
  reference = $state(true);
  against = $state(1);

  /** Estimates the cost once nothing has changed for a moment. For an effect. */
  estimate({ id: evaluationId }: Evaluation, judge: Judge | null): () => void {
    const { questions, reference, against } = this;
    return this.estimateBy(judge, (by, run) =>
      estimateJudging({ evaluationId, judge: by, questions, reference, against }, run),
    );
  }

  /** Stores the judging and has it worked on. Gives its id. */
  start = async ({ id: evaluationId, datasetId }: Evaluation, judge: Judge): Promise<string | undefined> => {
    const { google, notices } = this.app;
    const { reference, against } = this;
    const judging: AnswerJudging = { ...this.setup(judge), datasetId, evaluationId, reference, against };
    let stored: string | undefined;
    await notices.attempt(async () => {
      await addJudging(judging);
      stored = judging.id;
    });
    if (stored !== undefined) await google.run((api) => api.askOn());
    return stored;
  };
}
