import { outcomesAfter } from '../outcomes-after.ts';
import { type JudgeKind, namedProbabilities } from './judge-kind.ts';

/** A level on a scale; its figure is the expected level, from 0 for the lowest to 1 for the highest. */
export default {
  id: 'score',
  title: 'Score',
  summary: 'Levels after a colon, from lowest to highest, with < between them.',
  example: 'How helpful is it: useless < partly < fully',
  order: 1,
  compares: false,
  read(line) {
    const found = outcomesAfter(line, '<');
    return found && { kind: 'score', ...found };
  },
  decision: ({ text, outcomes }) => ({ type: 'score', instructions: text, criteria: outcomes }),
  probabilities: (answer, { outcomes }) => namedProbabilities(answer, [...outcomes.keys()].map(String)),
  figure: (probabilities) =>
    probabilities.reduce((sum, each, level) => sum + level * each, 0) / Math.max(1, probabilities.length - 1),
} satisfies JudgeKind;
