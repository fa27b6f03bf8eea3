import { isProbability, type JudgeKind } from './judge-kind.ts';

/** Yes or no, with the probability of yes. Whatever no other kind takes is one. */
export default {
  id: 'yes-no',
  title: 'Yes or no',
  summary: 'Any other line.',
  example: 'Is the answer correct?',
  order: 9,
  compares: false,
  read: (line) => ({ kind: 'yes-no', text: line, outcomes: ['Yes', 'No'] }),
  decision: ({ text }) => ({ type: 'noul', instructions: text }),
  probabilities: ({ noul }) => (isProbability(noul) ? [noul, 1 - noul] : null),
  figure: ([yes = 0]) => yes,
} satisfies JudgeKind;
