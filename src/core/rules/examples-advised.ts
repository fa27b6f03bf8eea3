import { counted } from '../amount.ts';
import { TUNING } from './parts/targets.ts';
import { setRule } from './rule.ts';

export default setRule({
  id: 'examples-advised',
  title: 'Few examples',
  level: 'warning',
  targets: TUNING,
  next: 'Google advises 100 to 500: add rows if the tuned model is no better than its base.',
  fix: null,
  find({ training }, { examplesAdvised: advised, examplesAtLeast: least }) {
    if (!advised || training.rows >= advised.value || training.rows < (least?.value ?? 1)) return null;
    return { detail: `${counted(training.rows, 'example')}, under ${advised.value}`, count: training.rows };
  },
});
