import { pairFormat } from '../parts/pair/pair.ts';

export default pairFormat({
  id: 'context-qa',
  title: 'Question about a context',
  summary: 'A `context`, `article` or `passage`, then a `question` about it and the `answer`.',
  order: 262,
  inputs: ['question'],
  outputs: ['answer'],
  side: {
    names: ['context', 'article', 'passage'],
    role: 'context',
    place: 'before',
    between: '\n\n',
    required: true,
    fresh: 'refused',
  },
  without: ['choices', 'options'],
  samples: [
    {
      context: 'Quartz has a hardness of seven, diamond of ten.',
      question: 'Which stone is harder?',
      answer: 'Diamond.',
    },
    { passage: 'A carat is a fifth of a gram.', question: 'What weighs five carats?', answer: 'One gram.', id: 3 },
    { context: '', question: 'How hard is talc?', answer: 'One.' },
  ],
});
