import { counted } from '../amount.ts';
import { GEMINI_API } from './parts/targets.ts';
import { setRule } from './rule.ts';

export default setRule({
  id: 'examples-at-least',
  title: 'Very few examples',
  level: 'warning',
  targets: GEMINI_API,
  next: 'Add rows: with fewer a model learns next to nothing.',
  fix: null,
  find({ training }, { examplesAtLeast: limit }) {
    // That there is none at all another rule says.
    if (!limit || training.rows === 0 || training.rows >= limit.value) return null;
    return {
      detail: `${counted(training.rows, 'example')}, and the service wants ${limit.value}`,
      count: training.rows,
    };
  },
});
