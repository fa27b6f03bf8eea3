import { pairFormat } from '../parts/pair/pair.ts';

export default pairFormat({
  id: 'palm',
  title: 'PaLM',
  summary: 'What text-bison was tuned with: `input_text` and `output_text`.',
  order: 50,
  inputs: ['input_text'],
  outputs: ['output_text'],
  samples: [
    { input_text: 'Name a gem that is green.', output_text: 'Emerald.' },
    { input_text: 'How hard is quartz?', output_text: 'Seven on the Mohs scale.', id: 12 },
  ],
});
