import { textMapper } from '../recipe/chosen-texts.ts';
import { defineStep } from '../recipe/step.ts';
import { withoutRoleTags } from '../suspect/role-tag-text.ts';

export default defineStep({
  id: 'strip-role-tags',
  version: 1,
  title: 'Remove role tags',
  summary: 'Removes tags of chat templates such as <|im_start|>, [INST], ### Instruction: and Human:.',
  group: 'Text',
  keywords: ['template', 'chatml', 'inst', 'human', 'assistant', 'prefix', 'special tokens'],
  params: {
    columns: {
      type: 'texts',
      label: 'Columns',
      initial: [],
      whenEmpty: 'all',
      help: 'What is between the tags stays. Names of speakers go only at the start of a line.',
    },
  },
  examples: [
    {
      before: [
        { input: '<|im_start|>user\nWho wrote it?<|im_end|>', output: '### Response:\nJane Austen.</s>' },
        { input: '[INST] Who? [/INST]', output: 'Assistant: A human: that is, a person.' },
      ],
      after: [
        { input: 'Who wrote it?', output: 'Jane Austen.' },
        { input: 'Who?', output: 'A human: that is, a person.' },
      ],
    },
  ],
  prepare: ({ columns }, context) => ({ apply: textMapper(columns, context, withoutRoleTags) }),
});
