import { pairFormat } from '../parts/pair/pair.ts';

export default pairFormat({
  id: 'alpaca',
  title: 'Alpaca',
  summary: 'Stanford Alpaca and LLaMA-Factory: `instruction`, `input` where there is more, and `output`.',
  order: 210,
  inputs: ['instruction'],
  outputs: ['output'],
  systems: ['system'],
  side: { names: ['input'], role: 'input', place: 'after', between: '\n', fresh: 'empty' },
  history: true,
  samples: [
    { instruction: 'Name a gem that is green.', input: '', output: 'Emerald.' },
    { instruction: 'Translate into French.', input: 'a rough stone', output: 'une pierre brute' },
    {
      system: 'You are a jeweller.',
      history: [['What is a facet?', 'A flat face of a cut stone.']],
      instruction: 'And what is the largest one called?',
      input: null,
      output: 'The table.',
      category: 'gems',
    },
  ],
});
