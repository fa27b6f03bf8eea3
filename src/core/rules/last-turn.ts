import { turnsOf } from './parts/gemini-line.ts';
import { quote } from './parts/quote.ts';
import { SFT } from './parts/targets.ts';
import { rowRule } from './rule.ts';

export default rowRule({
  id: 'last-turn',
  title: 'Doesn’t end with the model',
  level: 'error',
  targets: SFT,
  next: 'The last turn is what is learned: give these rows an answer, or leave them out.',
  fix: 'leave-out',
  isShape: true,
  find({ value }) {
    const last = turnsOf(value).at(-1);
    if (last?.role === 'model') return null;
    return last ? `last turn is of ${quote(last.role)}` : 'row has no turns';
  },
});
