import { textMapper } from '../recipe/chosen-texts.ts';
import { defineStep } from '../recipe/step.ts';
import { withoutHidden } from '../suspect/hidden-text.ts';

export default defineStep({
  id: 'remove-hidden-characters',
  version: 1,
  title: 'Remove hidden characters',
  summary: 'Removes control characters, zero-width spaces, soft hyphens and byte order marks.',
  group: 'Text',
  keywords: ['zero width', 'control characters', 'invisible', 'bom', 'clean', 'unicode'],
  params: {
    columns: {
      type: 'texts',
      label: 'Columns',
      initial: [],
      whenEmpty: 'all',
      help: 'Joiners that Persian, Indic scripts and emoji need are kept.',
    },
  },
  examples: [
    {
      before: [
        { input: 'Zero\u200bwidth?', output: '\ufeffBell\u0007.' },
        { input: 'Family?', output: '👨‍👩‍👧\ttabs\nstay' },
      ],
      after: [
        { input: 'Zerowidth?', output: 'Bell.' },
        { input: 'Family?', output: '👨‍👩‍👧\ttabs\nstay' },
      ],
    },
  ],
  prepare: ({ columns }, context) => ({ apply: textMapper(columns, context, withoutHidden) }),
});
