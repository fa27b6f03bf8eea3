import { pairFormat } from '../parts/pair/pair.ts';

export default pairFormat({
  id: 'gpteacher',
  title: 'GPTeacher',
  summary: 'GPTeacher and alpaca_chat: `instruction`, `input` and `response`.',
  order: 230,
  inputs: ['instruction'],
  outputs: ['response'],
  side: { names: ['input'], role: 'input', place: 'after', between: '\n', required: true, fresh: 'empty' },
  samples: [
    { instruction: 'Name a gem that is green.', input: '', response: 'Emerald.' },
    { instruction: 'Sort by hardness.', input: 'diamond, quartz, talc', response: 'talc, quartz, diamond' },
  ],
});
