import { type JudgeKind, namedProbabilities } from './judge-kind.ts';

/** The two answers as the judge knows them, and neither. */
const OPTIONS = { 'Answer 1': 'The first answer', 'Answer 2': 'The second answer', Tie: 'Neither is better' };

/** Which of two answers is better. Judges favour a place, so each pair is shown in both orders. */
export default {
  id: 'pair',
  title: 'Which is better',
  summary: 'A line that begins with “Which”. Compares two models, in both orders.',
  example: 'Which answer is more useful?',
  order: 3,
  compares: true,
  read: (line) => (/^which\b/i.test(line) ? { kind: 'pair', text: line, outcomes: Object.keys(OPTIONS) } : null),
  decision: ({ text }) => ({ type: 'choice', instructions: text, criteria: OPTIONS }),
  probabilities: (answer, { outcomes }) => namedProbabilities(answer, outcomes),
  // A tie is half a win for each.
  figure: ([first = 0, , tie = 0]) => first + tie / 2,
} satisfies JudgeKind;
