import { RowTexts } from '../example/row-texts.ts';
import type { FieldRole } from '../formats/format.ts';
import { gatherTexts } from '../recipe/gather-texts.ts';
import { defineStep, Drop, ParameterError, type StepContext } from '../recipe/step.ts';
import type { Row } from '../row/row.ts';
import { isRefusal } from '../suspect/refusal-text.ts';

const ANSWERS: readonly FieldRole[] = ['output', 'chosen', 'label'];

export default defineStep({
  id: 'drop-refusals',
  version: 1,
  title: 'Drop refusals',
  summary: 'Drops rows whose output says that it can’t answer, such as “As an AI language model…”.',
  group: 'Rows',
  keywords: ['refusals', 'as an ai', 'filter', 'sorry', 'remove rows', 'delete rows'],
  params: {
    columns: {
      type: 'texts',
      label: 'Columns',
      initial: [],
      whenEmpty: 'output',
      help: 'Recognises English only, at the start of a text. A rejected answer may well be a refusal.',
    },
  },
  examples: [
    {
      before: [
        { input: 'Who won?', output: 'As an AI language model, I don’t know.' },
        { input: 'Who won?', output: 'I’m sorry, but I can’t help with that.' },
        { input: 'Who won?', output: 'The team I support. I’m sorry about yours.' },
      ],
      after: [null, null, { input: 'Who won?', output: 'The team I support. I’m sorry about yours.' }],
    },
  ],
  prepare({ columns }, context) {
    const read = columns.length > 0 ? gatherTexts(columns, context) : readAnswers(context);
    const drop = new Drop('refusal');
    return { apply: (row) => (read(row).some(isRefusal) ? drop : row) };
  },
});

function readAnswers(context: StepContext): (row: Row) => readonly string[] {
  const { output, chosen, label, conversation } = context.mapping;
  if (context.format === undefined && !output && !chosen && !label && !conversation) {
    throw new ParameterError('columns', 'Choose a column: none is known as the output.');
  }
  const texts = RowTexts.for(context);
  return (row) => texts.fields(row).flatMap(({ role, text }) => (ANSWERS.includes(role) ? [text] : []));
}
