import { counted, grouped } from '../../amount.ts';
import type { TargetSetting } from '../target.ts';

/** Below this many rows the smaller default: "use a smaller value for smaller datasets". */
const SMALL_SET = 100;

/** The learning rate of the Gemini API: as it is, or as a multiple of the service's own. */
export const learningRateSettings: readonly TargetSetting[] = [
  {
    id: 'rateBy',
    kind: 'choice',
    label: 'Learning rate given',
    help: 'The service takes the one or the other.',
    options: [
      { value: 'rate', label: 'as it is' },
      { value: 'multiplier', label: 'as a multiple of the service’s own' },
    ],
    initial: () => 'rate',
    reason: () => 'As it is, so that the request says what happens.',
  },
  {
    id: 'learningRate',
    kind: 'number',
    label: 'Learning rate',
    help: 'How strongly each batch changes the model.',
    when: { setting: 'rateBy', is: 'rate' },
    ...{ min: 0.000001, max: 0.1, step: 0.0001 },
    initial: ({ trainingRows }) => (trainingRows < SMALL_SET ? 0.0002 : 0.001),
    reason: ({ trainingRows }) =>
      trainingRows < SMALL_SET
        ? `Only ${counted(trainingRows, 'row')}: the service takes 0.0002 for small sets.`
        : `${grouped(trainingRows)} rows: 0.001 is the service’s default.`,
  },
  {
    id: 'learningRateMultiplier',
    kind: 'number',
    label: 'Learning rate multiplier',
    help: 'Times the learning rate that the service takes for the model.',
    when: { setting: 'rateBy', is: 'multiplier' },
    ...{ min: 0.001, max: 10, step: 0.1 },
    initial: () => 1,
    reason: () => '1 is the service’s own learning rate.',
  },
];
