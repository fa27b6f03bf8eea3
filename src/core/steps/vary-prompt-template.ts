import { fillPrompt, INPUT_PLACE } from '../conversion/changes/prompt.ts';
import { fieldEdits } from '../example/field-edits.ts';
import { rowFormat } from '../example/row-format.ts';
import type { Field } from '../formats/format.ts';
import { hashText } from '../hash/text-hash.ts';
import { defineStep, ParameterError } from '../recipe/step.ts';

export default defineStep({
  id: 'vary-prompt-template',
  version: 1,
  title: 'Vary the prompt template',
  summary: 'Rephrases each prompt with one of several templates, so the model doesn’t learn one wording.',
  group: 'Format',
  keywords: ['augment', 'prompt', 'paraphrase', 'wording', 'instructions'],
  settles: false,
  params: {
    templates: {
      type: 'text',
      label: 'Templates',
      initial: `${INPUT_PLACE}\nPlease answer: ${INPUT_PLACE}`,
      multiline: true,
      help: `One a line; ${INPUT_PLACE} is the prompt, \\n a new line. Each row gets the one that its text and the seed choose.`,
    },
    seed: {
      type: 'number',
      label: 'Seed',
      initial: 1,
      min: 0,
      max: 1_000_000,
      help: 'Change the seed to reshuffle the templates.',
    },
  },
  examples: [
    {
      params: { templates: 'Question: {{input}}\\nAnswer:' },
      before: [{ input: 'Which river is the longest?', output: 'The Nile.' }],
      after: [{ input: 'Question: Which river is the longest?\nAnswer:', output: 'The Nile.' }],
    },
    {
      params: { templates: 'Q: {{input}}\nTell me: {{input}}', seed: 3 },
      before: [{ input: 'How high is it?', output: 'Two metres.' }, { output: 'No prompt.' }],
      after: [{ input: 'Tell me: How high is it?', output: 'Two metres.' }, { output: 'No prompt.' }],
    },
  ],
  prepare({ templates, seed }, context) {
    const chosen = readTemplates(templates);
    const words = new Uint32Array(4);
    return {
      apply(row) {
        const inputs = rowFormat(row, context)
          .fields(row.value)
          .filter(({ role }) => role === 'input');
        const [field] = inputs;
        if (!field) return row;
        // By the row's text, not its place: the same with any number of workers, and stable under edits of other rows.
        hashText(`${seed}\n${row.text}`, words, 0);
        const template = chosen[(words[0] ?? 0) % chosen.length] ?? INPUT_PLACE;
        const text = fillPrompt(template, field.text);
        // A prompt that is before both of two answers is one prompt.
        const same = inputs.filter((input) => input === field || isRepeated(input, field));
        return row.edit(fieldEdits(row.value, same, () => text));
      },
    };
  },
});

/** The same text as the first of another column. */
function isRepeated(input: Field, first: Field): boolean {
  return input.text === first.text && input.path[0] !== first.path[0];
}

function readTemplates(templates: string): readonly string[] {
  const lines = templates.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0) throw new ParameterError('templates', 'Enter at least one template.');
  const odd = lines.find((line) => !line.includes(INPUT_PLACE));
  if (odd !== undefined) throw new ParameterError('templates', `Add ${INPUT_PLACE} to “${odd}”.`);
  return lines.map((line) => line.replaceAll('\\n', '\n'));
}
