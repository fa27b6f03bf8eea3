import type startPass from '../../workers/rows/passes/start-headroom.ts';
import type { HeadroomWish } from '../../workers/rows/passes/start-headroom.ts';
import type { Evaluation } from '../core/evaluation/evaluation.ts';
import type { Result } from '../core/failure.ts';
import { runPass } from './pass.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';

/** Chooses the rows and examples on which a base model is tried. Nothing is sent before the worker for Google is asked to go on. */
export function prepareBaseTrial(wish: HeadroomWish, run: Run): Promise<Result<Evaluation>> {
  return settle(() =>
    runPass<typeof startPass>('start-headroom', wish, run, { task: 'The choice of rows', workers: 1 }),
  );
}
