import { turnsOf } from './parts/gemini-line.ts';
import { quote } from './parts/quote.ts';
import { PROMPTS } from './parts/targets.ts';
import { rowRule } from './rule.ts';

export default rowRule({
  id: 'prompt-end',
  title: 'Prompt doesn’t end with the user',
  level: 'error',
  targets: PROMPTS,
  next: 'The answers follow a turn of the user. Fix these rows or leave them out.',
  fix: 'leave-out',
  isShape: true,
  find({ value }) {
    const last = turnsOf(value).at(-1);
    if (last?.role === 'user') return null;
    return last ? `last turn before the answers is of ${quote(last.role)}` : 'row has no turns before its answers';
  },
});
