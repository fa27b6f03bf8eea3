import { trim } from '../text/white-space.ts';
import { completionTurns, wordsOf } from './parts/gemini-line.ts';
import { quote } from './parts/quote.ts';
import { PREFERENCE } from './parts/targets.ts';
import { rowRule } from './rule.ts';

export default rowRule({
  id: 'different-answers',
  title: 'Both answers are the same',
  level: 'error',
  targets: PREFERENCE,
  next: 'There is nothing to prefer: leave these rows out.',
  fix: 'leave-out',
  find({ value }) {
    const [one, other] = completionTurns(value).map((turn) => trim(wordsOf([turn]).join('')));
    return one !== undefined && one === other ? `both are ${quote(one)}` : null;
  },
});
