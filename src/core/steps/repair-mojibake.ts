import { textMapper } from '../recipe/chosen-texts.ts';
import { defineStep } from '../recipe/step.ts';
import { repairMojibake } from '../suspect/mojibake-text.ts';
import { isSurelyAscii } from '../text/utf8-search.ts';

export default defineStep({
  id: 'repair-mojibake',
  version: 1,
  title: 'Repair garbled characters',
  summary: 'Turns Ã© back into é and â€™ into ’, where UTF-8 was read as Windows-1252.',
  group: 'Text',
  keywords: ['mojibake', 'encoding', 'garbled', 'ftfy', 'utf-8', 'fix text', 'windows-1252'],
  params: {
    columns: {
      type: 'texts',
      label: 'Columns',
      initial: [],
      whenEmpty: 'all',
      help: 'Characters that were lost (�) can’t be brought back.',
    },
  },
  examples: [
    {
      before: [
        { input: 'Where is the cafÃ©?', output: 'Itâ€™s over there.' },
        { input: 'CAFÉ»', output: 'é' },
      ],
      after: [
        { input: 'Where is the café?', output: 'It’s over there.' },
        { input: 'CAFÉ»', output: 'é' },
      ],
    },
    {
      params: { columns: ['output'] },
      before: [{ input: 'cafÃ©', output: 'Ð¿Ñ€Ð¸Ð²ÐµÑ‚ ðŸ˜€' }],
      after: [{ input: 'cafÃ©', output: 'привет 😀' }],
    },
  ],
  prepare: ({ columns }, context) => ({
    apply: textMapper(columns, context, repairMojibake, { keeps: isSurelyAscii }),
  }),
});
