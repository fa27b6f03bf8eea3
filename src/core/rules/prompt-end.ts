import { turnsOf } from './parts/gemini-line.ts';
import { quote } from './parts/quote.ts';
import { PREFERENCE } from './parts/targets.ts';
import { rowRule } from './rule.ts';

export default rowRule({
  id: 'prompt-end',
  title: 'Prompt doesn’t end with the user',
  level: 'error',
  targets: PREFERENCE,
  next: 'The answers follow a turn of the user: mend these rows, or leave them out.',
  fix: 'leave-out',
  isShape: true,
  find({ value }) {
    const last = turnsOf(value).at(-1);
    if (last?.role === 'user') return null;
    return last ? `last turn before the answers is of ${quote(last.role)}` : 'row has no turns before its answers';
  },
});
