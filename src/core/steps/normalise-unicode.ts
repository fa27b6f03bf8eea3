import { defineStep } from '../recipe/step.ts';
import { isSurelyAscii } from '../text/utf8-search.ts';
import { textMapper } from '../recipe/chosen-texts.ts';

const NOT_ASCII = /[^\0-\x7f]/;

export default defineStep({
  id: 'normalise-unicode',
  version: 1,
  title: 'Normalise Unicode',
  summary: 'Makes characters that look the same identical, such as é stored in two ways.',
  group: 'Text',
  keywords: [
    'normalize',
    'nfc',
    'nfkc',
    'accents',
    'encoding',
    'full width',
    'ligatures',
    'characters',
    'mojibake',
    'clean',
  ],
  params: {
    form: {
      type: 'choice',
      label: 'Form',
      initial: 'NFC',
      options: [
        { value: 'NFC', label: 'NFC: a letter and its accent become one' },
        { value: 'NFKC', label: 'NFKC: also makes variants plain' },
      ],
      help: 'NFC looks the same. NFKC also replaces full-width letters, ligatures and the like, which may change the meaning: x² becomes x2.',
    },
    columns: {
      type: 'texts',
      label: 'Columns',
      initial: [],
      whenEmpty: 'all',
      help: 'Also changes the text inside conversations.',
    },
  },
  examples: [
    {
      before: [{ input: 'Cafe\u0301?', output: 'Yes, the ﬁrst.' }, { input: 'Tea?' }],
      after: [{ input: 'Caf\u00e9?', output: 'Yes, the ﬁrst.' }, { input: 'Tea?' }],
    },
    {
      params: { form: 'NFKC', columns: ['output'] },
      before: [{ input: 'Ｗｈｏ？', output: 'Ｔｈｅ ﬁrst.' }],
      after: [{ input: 'Ｗｈｏ？', output: 'The first.' }],
    },
  ],
  prepare({ form, columns }, context) {
    // ASCII is in every form as it is.
    const normalise = (text: string): string => (NOT_ASCII.test(text) ? text.normalize(form) : text);
    return { apply: textMapper(columns, context, normalise, { keeps: isSurelyAscii }) };
  },
});
