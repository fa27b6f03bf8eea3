import type { Evaluation } from '../../src/core/evaluation/evaluation.ts';
import { type Ask, askOf } from '../../src/core/evaluation/fingerprint.ts';
import { judgeCases } from '../../src/core/judge/judge-cases.ts';
import type { Judging } from '../../src/core/judge/judging.ts';
import type { AnswerPrice } from '../../src/core/models/catalogue.ts';
import { servedModel, type ServiceId } from '../../src/core/tuning/model-ref.ts';
import { listEvaluationRows } from '../../src/store/evaluation/evaluations.ts';
import { readJudgedRows } from '../../src/store/evaluation/judged-rows.ts';
import { packsOf } from '../../src/store/evaluation/packs-of.ts';

/** Whatever the runner works on. */
export type AnyWork = Evaluation | Judging;

/** One question of a piece of work, whether or not it has an answer. */
interface WorkAsk {
  readonly fingerprint: string;
  readonly ask: Ask;
  readonly price: AnswerPrice | null;
}

/** The services that a piece of work asks. */
export function servicesOf(work: AnyWork): readonly ServiceId[] {
  if ('judge' in work) return [work.judge.model.service];
  return work.models.map(({ ref }) => servedModel(ref).service);
}

/** All that a piece of work asks. */
export function asksOf(work: AnyWork): Promise<readonly WorkAsk[]> {
  return 'judge' in work ? judgeAsks(work) : evaluationAsks(work);
}

async function evaluationAsks({ id, models, settings }: Evaluation): Promise<readonly WorkAsk[]> {
  const rows = await listEvaluationRows(id);
  const packs = await packsOf(models);
  return rows.flatMap(({ asks, turns }) =>
    models.flatMap(({ ref, price }, index) => {
      const fingerprint = asks[index];
      const ask = fingerprint === undefined ? null : askOf(ref, turns, settings, packs);
      return fingerprint === undefined || ask === null ? [] : [{ fingerprint, ask, price }];
    }),
  );
}

/** About the answers that are there: what comes later is judged when the judging is resumed. */
async function judgeAsks(judging: Judging): Promise<readonly WorkAsk[]> {
  const read = await readJudgedRows(judging);
  if (!read) return [];
  const { price } = judging.judge;
  return judgeCases(read.rows, read.models.length, judging).map(({ fingerprint, ask }) => ({
    fingerprint,
    ask,
    price,
  }));
}
