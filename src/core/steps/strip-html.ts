import { textMapper } from '../recipe/chosen-texts.ts';
import { defineStep } from '../recipe/step.ts';
import { withoutEntities, withoutTags } from '../suspect/markup-text.ts';

export default defineStep({
  id: 'strip-html',
  version: 1,
  title: 'Strip HTML',
  summary: 'Removes HTML tags, scripts and comments, and writes entities such as &amp; as characters.',
  group: 'Text',
  keywords: ['html', 'tags', 'xml', 'entities', 'clean', 'remove tags'],
  params: {
    tags: { type: 'switch', label: 'Remove tags', initial: true, help: 'Each block and <br> ends with a line break.' },
    entities: { type: 'switch', label: 'Write entities as characters', initial: true },
    columns: {
      type: 'texts',
      label: 'Columns',
      initial: [],
      whenEmpty: 'all',
      help: 'Leave out columns whose code or HTML is meant.',
    },
  },
  examples: [
    {
      before: [
        { input: '<p>Salt &amp; pepper?</p>', output: 'Yes,<br/>both <b>fine</b>.' },
        { input: 'Is a < b in List<T>?', output: 'AT&T' },
      ],
      after: [
        { input: 'Salt & pepper?\n', output: 'Yes,\nboth fine.' },
        { input: 'Is a < b in List<T>?', output: 'AT&T' },
      ],
    },
    {
      params: { entities: false },
      before: [{ output: '<i>Q&amp;A</i>' }],
      after: [{ output: 'Q&amp;A' }],
    },
  ],
  // A tag that was spelled with entities is one after the first run.
  settles: false,
  prepare({ tags, entities, columns }, context) {
    const change = (text: string): string => {
      const bare = tags ? withoutTags(text) : text;
      return entities ? withoutEntities(bare) : bare;
    };
    return { apply: textMapper(columns, context, change) };
  },
});
