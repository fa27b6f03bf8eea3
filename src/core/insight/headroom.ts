import type { EvaluatedModel } from '../evaluation/evaluation.ts';
import type { Estimate } from '../evaluation/interval.ts';
import type { Scores } from '../evaluation/scores.ts';
import { RIGHT } from '../evaluation/telling-metrics.ts';
import { isPacked } from '../tuning/model-ref.ts';

/** Rows below which nothing is said. */
export const FEWEST_ROWS = 30;
/** From here on a model does the task. */
const ENOUGH = 0.95;
/** A gain by examples that is worth a sentence. */
const GAIN = 0.05;

/** What a base model can do before anybody pays for tuning. */
export interface Headroom {
  readonly metric: string;
  readonly rows: number;
  readonly zeroShot: Estimate;
  /** With examples in the prompt; null where no such model was asked. */
  readonly fewShot: Estimate | null;
  /**
   * `few-rows`: too few to say. `enough`: the base does it; don't tune. `examples`: examples do it; don't tune. `examples-help`:
   * examples help, and leave room. `unasked`: there is room, and nobody has tried examples. `room`: there is room, and examples don't fill it.
   */
  readonly verdict: 'few-rows' | 'enough' | 'examples' | 'examples-help' | 'unasked' | 'room';
}

/** Reads the headroom off an evaluation; null where it asked no base model, or nothing says whether answers are right. */
export function headroomOf(models: readonly EvaluatedModel[], scores: Scores): Headroom | null {
  const base = models.findIndex(({ kind, ref }) => kind === 'base' && !isPacked(ref));
  const pack = models.findIndex(({ ref }) => isPacked(ref));
  const metric = RIGHT.find((id) => scores.models[base]?.estimates[id] !== undefined);
  const zeroShot = metric && scores.models[base]?.estimates[metric];
  if (!metric || !zeroShot) return null;
  const fewShot = scores.models[pack]?.estimates[metric] ?? null;
  const rows = scores.models[base]?.answered ?? 0;
  return { metric, rows, zeroShot, fewShot, verdict: verdictOf(rows, zeroShot, fewShot) };
}

function verdictOf(rows: number, zeroShot: Estimate, fewShot: Estimate | null): Headroom['verdict'] {
  if (rows < FEWEST_ROWS) return 'few-rows';
  if (isEnough(zeroShot)) return 'enough';
  if (fewShot === null) return 'unasked';
  if (isEnough(fewShot)) return 'examples';
  const isSure = (fewShot.interval?.low ?? 0) > zeroShot.value;
  return isSure && fewShot.value - zeroShot.value >= GAIN ? 'examples-help' : 'room';
}

function isEnough({ value }: Estimate): boolean {
  return value >= ENOUGH;
}
