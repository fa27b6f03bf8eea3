import { pairFormat } from '../parts/pair/pair.ts';

export default pairFormat({
  id: 'open-orca',
  title: 'OpenOrca',
  summary: 'OpenOrca: `system_prompt`, `question` and `response`.',
  order: 240,
  inputs: ['question'],
  outputs: ['response'],
  systems: ['system_prompt'],
  systemRequired: true,
  samples: [
    { id: 'gem.1', system_prompt: 'You are a jeweller.', question: 'What is a carat?', response: 'A fifth of a gram.' },
    { id: 'gem.2', system_prompt: '', question: 'How hard is talc?', response: 'One on the Mohs scale.' },
  ],
});
