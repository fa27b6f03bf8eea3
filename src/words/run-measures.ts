import type { TuningJob } from '../core/tuning/job.ts';
import { NO_CURVE } from '../core/tuning/loss/loss-point.ts';

type Curve = TuningJob['curve'];

/** What runs can be compared by as curves. */
export interface RunMeasure {
  readonly id: string;
  readonly title: 'Loss' | 'Mean reward';
  /** Which rows it is of. */
  readonly rows: 'held-out rows' | 'training rows';
  readonly pointsOf: (run: Pick<TuningJob, 'curve' | 'rewards'>) => Curve['training'];
}

/** What every job has. */
export const LOSS: RunMeasure = {
  ...{ id: 'loss-training', title: 'Loss', rows: 'training rows' },
  pointsOf: ({ curve }) => curve.training,
};

/** Those of held-out rows first: they say how well it does on what it has not seen. */
const ALL: readonly RunMeasure[] = [
  {
    ...{ id: 'loss-validation', title: 'Loss', rows: 'held-out rows' },
    pointsOf: ({ curve }) => curve.validation,
  },
  LOSS,
  {
    ...{ id: 'reward-validation', title: 'Mean reward', rows: 'held-out rows' },
    pointsOf: ({ rewards = NO_CURVE }) => rewards.validation,
  },
  {
    ...{ id: 'reward-training', title: 'Mean reward', rows: 'training rows' },
    pointsOf: ({ rewards = NO_CURVE }) => rewards.training,
  },
];

/** The measures that any of the runs has readings of. */
export function measuresOf(runs: readonly TuningJob[]): readonly RunMeasure[] {
  return ALL.filter(({ pointsOf }) => runs.some((run) => pointsOf(run).length > 0));
}
