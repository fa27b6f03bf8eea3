import { formats } from '../formats/index.ts';
import type { ParamsOf, ParamSpecs } from '../recipe/step.ts';
import { INPUT_PLACE } from './changes/prompt.ts';

/** How rows are converted. Each initial value does what the format needs and no more. */
export const conversionParams = {
  format: {
    type: 'choice',
    label: 'Format',
    initial: 'agent-platform-sft',
    options: formats.filter(({ readOnly }) => readOnly !== true).map(({ id, title }) => ({ value: id, label: title })),
    help: 'What the rows become. Rows that have this format already stay as they are.',
  },
  system: {
    type: 'choice',
    label: 'System prompt',
    initial: 'keep',
    options: [
      { value: 'keep', label: 'keep, where the format has a place for it' },
      { value: 'add', label: 'add a text' },
      { value: 'strip', label: 'remove' },
      { value: 'hoist', label: 'join all at the top' },
      { value: 'fold', label: 'fold into the next user turn' },
    ],
    help: 'A format without a system prompt gets it in front of the user’s text: send it the same way in production.',
  },
  systemText: {
    type: 'text',
    label: 'System text',
    initial: '',
    multiline: true,
    when: { param: 'system', is: 'add' },
    help: 'Goes above a system prompt that is there. Use the same text in production.',
  },
  turns: {
    type: 'choice',
    label: 'Several turns',
    initial: 'keep',
    options: [
      { value: 'keep', label: 'keep, as a transcript if there’s no room' },
      { value: 'last', label: 'last answer, after a transcript' },
      { value: 'each', label: 'one row per model turn' },
    ],
    help: 'A transcript puts what came before the last answer into the prompt. Formats for a single exchange need it.',
  },
  merge: {
    type: 'choice',
    label: 'Consecutive messages by the same speaker',
    initial: 'needed',
    options: [
      { value: 'needed', label: 'merge where the format needs it' },
      { value: 'always', label: 'merge' },
      { value: 'never', label: 'keep apart' },
    ],
    help: 'An empty line goes between their texts.',
  },
  ends: {
    type: 'choice',
    label: 'First and last turn',
    initial: 'cut',
    options: [
      { value: 'cut', label: 'cut turns that come before and after' },
      { value: 'drop', label: 'drop rows that begin or end otherwise' },
      { value: 'keep', label: 'keep all' },
    ],
    help: 'A row begins with a user turn and ends with an answer, or with a user turn where it has answers to compare.',
  },
  thoughts: {
    type: 'choice',
    label: 'Thoughts',
    initial: 'keep',
    options: [
      { value: 'keep', label: 'keep, as text if there’s no place for them' },
      { value: 'strip', label: 'remove' },
      { value: 'parts', label: 'take <think> out of the text, as thoughts' },
      { value: 'text', label: 'write into the text as <think>' },
    ],
  },
  answers: {
    type: 'choice',
    label: 'Several answers',
    initial: 'needed',
    options: [
      { value: 'needed', label: 'as many as the format holds' },
      { value: 'chosen', label: 'the best one' },
      { value: 'best-worst', label: 'best against worst' },
      { value: 'all-pairs', label: 'each better one against each worse one' },
    ],
    help: 'Formats for one answer get the best, formats for two the best and the worst.',
  },
  preamble: {
    type: 'text',
    label: 'Preamble',
    initial: '',
    multiline: true,
    help: 'Goes in front of the first user turn, with an empty line. Use the same text in production.',
  },
  template: {
    type: 'text',
    label: 'Prompt template',
    initial: INPUT_PLACE,
    multiline: true,
    help: `What each user turn becomes; ${INPUT_PLACE} is its text. Use the same template in production.`,
  },
  otherColumns: {
    type: 'choice',
    label: 'Other columns',
    initial: 'leave-out',
    options: [
      { value: 'leave-out', label: 'leave out' },
      { value: 'keep', label: 'keep' },
    ],
    help: 'Fields the format doesn’t define, such as an id. Some trainers reject them.',
  },
} as const satisfies ParamSpecs;

export type ConversionSettings = ParamsOf<typeof conversionParams>;

/** A conversion that does what the format needs and nothing else. */
export function plainSettings(format: string): ConversionSettings {
  const initial = Object.entries(conversionParams).map(([name, { initial }]) => [name, initial]);
  // The cast: each parameter with its own initial value.
  return { ...Object.fromEntries(initial), format } as ConversionSettings;
}
