import { convertedColumns } from '../conversion/converted-columns.ts';
import { convertRow, formatOf } from '../conversion/convert-row.ts';
import { INPUT_PLACE } from '../conversion/changes/prompt.ts';
import { conversionParams } from '../conversion/conversion-settings.ts';
import { detectMapping } from '../example/detect-mapping.ts';
import { defineStep, Drop, ParameterError } from '../recipe/step.ts';

export default defineStep({
  id: 'convert-format',
  version: 1,
  title: 'Convert format',
  summary: 'Converts rows to the format your trainer or service needs.',
  group: 'Format',
  keywords: [
    'transform',
    'export',
    'schema',
    'openai',
    'gemini',
    'alpaca',
    'sharegpt',
    'messages',
    'chat format',
    'jsonl',
  ],
  params: conversionParams,
  examples: [
    {
      before: [
        { question: 'Which planet is the largest?', answer: 'Jupiter.' },
        { question: 'Which planet is the smallest?', answer: '' },
      ],
      after: [
        {
          contents: [
            { role: 'user', parts: [{ text: 'Which planet is the largest?' }] },
            { role: 'model', parts: [{ text: 'Jupiter.' }] },
          ],
        },
        null,
      ],
    },
    {
      params: { format: 'gemini-api', template: 'Answer in one word: {{input}}' },
      before: [{ question: 'Which planet is the largest?', answer: 'Jupiter.', id: 7 }],
      after: [{ text_input: 'Answer in one word: Which planet is the largest?', output: 'Jupiter.' }],
    },
    {
      params: { format: 'openai-chat', system: 'add', systemText: 'Be brief.', otherColumns: 'keep' },
      before: [{ question: 'Which planet is the largest?', answer: 'Jupiter.', id: 7 }],
      after: [
        {
          messages: [
            { role: 'system', content: 'Be brief.' },
            { role: 'user', content: 'Which planet is the largest?' },
            { role: 'assistant', content: 'Jupiter.' },
          ],
          id: 7,
        },
      ],
    },
  ],
  prepare(settings, context) {
    const format = formatOf(settings);
    if (!settings.template.includes(INPUT_PLACE)) {
      throw new ParameterError('template', `Add ${INPUT_PLACE} to the template: the prompt goes there.`);
    }
    const columns = convertedColumns(format, context, settings);
    return {
      apply(row) {
        const made = convertRow(row, settings, context);
        return made instanceof Drop || made.length > 1 ? made : (made[0] ?? row);
      },
      columns,
      guessed: columns.filter((name) => !context.columns.includes(name)),
      mapping: context.format === format.id ? context.mapping : detectMapping(columns),
      format: format.id,
    };
  },
});
