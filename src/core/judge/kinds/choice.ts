import { type JudgeKind, namedProbabilities } from './judge-kind.ts';
import { outcomesAfter } from '../outcomes-after.ts';

/** One of several options, such as a tone. */
export default {
  id: 'choice',
  title: 'Choice',
  summary: 'Options after a colon, with | between them.',
  example: 'What is the tone: warm | neutral | cold',
  order: 2,
  compares: false,
  read(line) {
    const found = outcomesAfter(line, '|');
    return found && { kind: 'choice', ...found };
  },
  decision: ({ text, outcomes }) => ({
    type: 'choice',
    instructions: text,
    criteria: Object.fromEntries(outcomes.map((option) => [option, option])),
  }),
  probabilities: (answer, { outcomes }) => namedProbabilities(answer, outcomes),
  figure: null,
} satisfies JudgeKind;
