import { completionTurns, partKind, turnsOf } from './parts/gemini-line.ts';
import { quote } from './parts/quote.ts';
import { TURNS } from './parts/targets.ts';
import { rowRule } from './rule.ts';

const LEARNED: ReadonlySet<string> = new Set(['text', 'call']);

export default rowRule({
  id: 'answer-parts',
  title: 'Answer is not text',
  level: 'error',
  targets: TURNS,
  next: 'Models learn to say text or to call functions, no media and no thoughts: leave these rows out.',
  fix: 'leave-out',
  isShape: true,
  find({ value }) {
    const answers = [...turnsOf(value).filter(({ role }) => role === 'model'), ...completionTurns(value)];
    const part = answers.flatMap(({ parts }) => parts).find((each) => !LEARNED.has(partKind(each)));
    return part === undefined ? null : `answer holds ${quote(part)}`;
  },
});
