import { defineStep, ParameterError, type StepContext } from '../recipe/step.ts';
import { planGroups, surveyTurns } from '../turns/group-turns.ts';
import { MESSAGES, turnsJoiner } from '../turns/join-turns.ts';
import { readNames } from '../turns/speakers.ts';
import { findTurnColumns, type TurnColumns } from '../turns/turn-columns.ts';

const BY_NAME = 'Found by its name';

export default defineStep({
  id: 'group-conversations',
  version: 1,
  title: 'Group rows into conversations',
  summary:
    'Joins rows that are turns of one conversation into one row, at the place of the first. Conversations are stored again.',
  params: {
    conversation: {
      type: 'column',
      label: 'Conversation',
      initial: '',
      empty: BY_NAME,
      help: 'Rows with the same value here are one conversation, wherever they are in the list.',
    },
    speaker: {
      type: 'column',
      label: 'Who speaks',
      initial: '',
      empty: BY_NAME,
      help: 'Usual names such as user, human, assistant, gpt and system are known. Everybody else is a user.',
    },
    text: { type: 'column', label: 'What is said', initial: '', empty: BY_NAME },
    order: {
      type: 'column',
      label: 'Order',
      initial: '',
      empty: 'As the rows are',
      help: 'Numbers are sorted by size, other values as text, so ISO dates come out right.',
    },
    model: {
      type: 'text',
      label: 'Names of the model',
      initial: '',
      help: 'Speakers whose turns the model learns, separated by commas. Only needed for names that aren’t usual.',
    },
    others: {
      type: 'choice',
      label: 'Columns that differ between turns',
      initial: 'keep',
      options: [
        { value: 'keep', label: 'go into the messages' },
        { value: 'remove', label: 'are removed' },
      ],
      help: 'Columns with one value for the whole conversation always stay next to it.',
    },
    missing: {
      type: 'choice',
      label: 'Rows that lack one of the three columns',
      initial: 'drop',
      options: [
        { value: 'drop', label: 'are dropped' },
        { value: 'keep', label: 'stay as they are' },
      ],
      help: 'A row with a tool call needs no text. Conversations over 16 MB are treated the same way.',
    },
  },
  examples: [
    {
      before: [
        { chat_id: 7, role: 'user', content: 'Which gem is blue?', topic: 'gems' },
        { chat_id: 8, role: 'user', content: 'And red?', topic: 'gems' },
        { chat_id: 7, role: 'bot', content: 'Sapphire.', topic: 'gems' },
        { chat_id: null, role: 'bot', content: 'Hello.', topic: 'gems' },
        { chat_id: 8, role: 'bot', content: 'Ruby.', topic: 'gems' },
      ],
      after: [
        {
          chat_id: 7,
          messages: [
            { role: 'user', content: 'Which gem is blue?' },
            { role: 'assistant', content: 'Sapphire.' },
          ],
          topic: 'gems',
        },
        {
          chat_id: 8,
          messages: [
            { role: 'user', content: 'And red?' },
            { role: 'assistant', content: 'Ruby.' },
          ],
          topic: 'gems',
        },
      ],
    },
    {
      params: { speaker: 'sender', order: 'at', model: 'Support', missing: 'keep' },
      before: [
        { thread: 'a', sender: 'Support', text: 'Since Monday.', at: '2026-11-02T10:05' },
        { thread: 'a', sender: 'Ada', text: 'Is it broken?', at: '2026-11-02T10:01' },
        { note: 'end of file' },
      ],
      after: [
        {
          thread: 'a',
          messages: [
            { role: 'user', content: 'Is it broken?', name: 'Ada', at: '2026-11-02T10:01' },
            { role: 'assistant', content: 'Since Monday.', name: 'Support', at: '2026-11-02T10:05' },
          ],
        },
        { note: 'end of file' },
      ],
    },
  ],
  // What it leaves has no turns left to group.
  settles: false,
  prepare({ conversation, speaker, text, order, model, others, missing }, context) {
    const columns = chosenColumns({ conversation, speaker, text }, context);
    const keepsDiffering = others === 'keep';
    const join = turnsJoiner({ ...columns, order, models: readNames(model), keepsDiffering });
    return {
      survey: surveyTurns(columns),
      decide: (surveys, count) => planGroups(surveys, count, columns, missing === 'drop'),
      join,
      columns: columnsAfter(columns, context, missing === 'keep'),
      mapping: { input: null, output: null },
      format: 'openai-chat',
    };
  },
});

/** The columns that were chosen, or are found by their names. Two of them can't be the same. */
function chosenColumns(chosen: TurnColumns, { columns }: StepContext): TurnColumns {
  const taken = new Set(Object.values(chosen).filter((name) => name !== ''));
  const found = findTurnColumns(columns.filter((name) => !taken.has(name)));
  const resolve = (part: keyof TurnColumns, what: string): string => {
    const name = chosen[part] || found[part];
    if (name === null || name === '') throw new ParameterError(part, `Choose the column that says ${what}.`);
    return name;
  };
  const resolved = {
    conversation: resolve('conversation', 'which conversation a row belongs to'),
    speaker: resolve('speaker', 'who speaks'),
    text: resolve('text', 'what is said'),
  };
  if (resolved.speaker === resolved.conversation) throw new ParameterError('speaker', isTaken(resolved.speaker));
  if (resolved.text === resolved.conversation || resolved.text === resolved.speaker) {
    throw new ParameterError('text', isTaken(resolved.text));
  }
  return resolved;
}

function isTaken(column: string): string {
  return `“${column}” is already chosen above. Choose another column.`;
}

/** In the order of the rows: the conversation first. Which of the others lie in messages depends on the rows. */
function columnsAfter(
  { conversation, speaker, text }: TurnColumns,
  { columns }: StepContext,
  keepsRows: boolean,
): string[] {
  const spelled = (name: string): string => (name === MESSAGES ? `${name}_2` : name);
  const others = columns.filter((name) => name !== conversation && (keepsRows || (name !== speaker && name !== text)));
  const kept = keepsRows && columns.includes(MESSAGES) ? [MESSAGES] : [];
  return [
    ...new Set([
      spelled(conversation),
      MESSAGES,
      ...others.map(spelled),
      ...kept,
      ...(keepsRows ? [conversation] : []),
    ]),
  ];
}
