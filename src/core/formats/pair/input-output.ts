import { pairFormat } from '../parts/pair/pair.ts';
import { withTags } from '../parts/tags.ts';

const pair = pairFormat({
  id: 'input-output',
  title: 'Input and output',
  summary: 'Plain `input` and `output` (or `target`), with `system`, `reasoning` and `tags` where there are any.',
  order: 320,
  inputs: ['input'],
  outputs: ['output', 'target'],
  systems: ['system', 'system_prompt'],
  thoughts: ['reasoning', 'thinking', 'thought', 'cot', 'rationale'],
  without: ['instruction', 'chosen', 'rejected'],
  samples: [
    { input: 'What is a carat?', output: 'A fifth of a gram.' },
    {
      input: 'Which weighs more, a carat or a gram?',
      reasoning: 'A carat is 0.2 gram.',
      output: 'A gram.',
      tags: ['units'],
    },
    { input: 'not (talc is hard)', target: 'True' },
  ],
});

export default withTags(pair);
