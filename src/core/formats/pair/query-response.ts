import { pairFormat } from '../parts/pair/pair.ts';

export default pairFormat({
  id: 'query-response',
  title: 'Query and response',
  summary: 'ms-swift and Data-Juicer: `query` and `response`, with `system` and `history` where there are any.',
  order: 280,
  inputs: ['query'],
  outputs: ['response'],
  systems: ['system'],
  history: true,
  samples: [
    { query: 'What is a carat?', response: 'A fifth of a gram.' },
    {
      system: 'You are a jeweller.',
      query: 'And what is the largest one called?',
      response: 'The table.',
      history: [['What is a facet?', 'A flat face of a cut stone.']],
    },
  ],
});
