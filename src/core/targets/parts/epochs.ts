import { counted, grouped } from '../../amount.ts';
import type { TargetFacts, TargetSetting } from '../target.ts';

interface EpochSpec {
  readonly max: number;
  readonly initial: (facts: TargetFacts) => number;
  readonly reason: (facts: TargetFacts, epochs: number) => string;
}

/** Epochs are always shown and sent: left open, the service has chosen 40 for 166 examples. */
export function epochsSetting({ max, initial, reason }: EpochSpec): TargetSetting {
  return {
    id: 'epochs',
    kind: 'number',
    label: 'Epochs',
    help: 'How often the model sees each training row. Cost grows with it.',
    min: 1,
    max,
    step: 1,
    initial,
    reason: (facts) => reason(facts, initial(facts)),
  };
}

/** "3 epochs × 1,204 rows". */
export function timesRows({ trainingRows }: TargetFacts, epochs: number): string {
  return `${counted(epochs, 'epoch')} × ${grouped(trainingRows)} rows`;
}
