import { partKind, turnsOf } from './parts/gemini-line.ts';
import { quote } from './parts/quote.ts';
import { rowRule } from './rule.ts';

export default rowRule({
  id: 'answer-calls',
  title: 'Last answer is a function call',
  level: 'warning',
  targets: ['agent-platform-sft'],
  next: 'Google’s page says that what is learned is text. Calls go with the functions that the row declares: try a small job first.',
  fix: null,
  find({ value }) {
    const call = turnsOf(value)
      .at(-1)
      ?.parts.find((part) => partKind(part) === 'call');
    return call === undefined ? null : `last turn holds ${quote(call)}`;
  },
});
