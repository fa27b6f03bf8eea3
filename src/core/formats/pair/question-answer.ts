import { pairFormat } from '../parts/pair/pair.ts';

export default pairFormat({
  id: 'question-answer',
  title: 'Question and answer',
  summary: 'Plain `question` and `answer`.',
  order: 264,
  inputs: ['question'],
  outputs: ['answer'],
  // With these the question alone is not what was asked.
  without: ['choices', 'options', 'context', 'article', 'passage', 'answers'],
  samples: [{ question: 'What is a carat?', answer: 'A fifth of a gram.', id: 7 }],
});
