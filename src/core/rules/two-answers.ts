import { completionsOf } from './parts/gemini-line.ts';
import { PREFERENCE } from './parts/targets.ts';
import { rowRule } from './rule.ts';

export default rowRule({
  id: 'two-answers',
  title: 'Not one better and one worse answer',
  level: 'error',
  targets: PREFERENCE,
  next: 'A row holds exactly one answer of score 1 and one of score 0: choose two, or leave the rows out.',
  fix: 'leave-out',
  isShape: true,
  find({ value }) {
    const scores = completionsOf(value).map(({ score }) => (typeof score === 'number' ? score : 'none'));
    const isPair = scores.length === 2 && scores.includes(1) && scores.includes(0);
    return isPair ? null : `scores are ${scores.join(', ') || 'missing'}`;
  },
});
