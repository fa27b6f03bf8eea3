import { pairFormat } from '../parts/pair/pair.ts';

export default pairFormat({
  id: 'dolly',
  title: 'Dolly',
  summary: 'Databricks Dolly: `instruction`, `context`, `response` and a `category`.',
  order: 220,
  inputs: ['instruction'],
  outputs: ['response'],
  side: { names: ['context'], role: 'context', place: 'after', between: '\n', fresh: 'empty' },
  without: ['input'],
  samples: [
    { instruction: 'Name a gem that is green.', context: '', response: 'Emerald.', category: 'open_qa' },
    {
      instruction: 'Which stone is the hardest?',
      context: 'Quartz has a hardness of seven, diamond of ten.',
      response: 'Diamond.',
      category: 'closed_qa',
    },
  ],
});
