import { defineStep } from '../recipe/step.ts';
import { chosenColumns, columnsAfter, timeColumn } from '../turns/chosen-columns.ts';
import { planGroups, surveyTurns } from '../turns/group-turns.ts';
import { turnsJoiner } from '../turns/join-turns.ts';
import { readNames } from '../turns/speakers.ts';

const BY_NAME = 'Found by its name';

export default defineStep({
  id: 'group-conversations',
  version: 1,
  title: 'Group rows into conversations',
  summary:
    'Joins rows that are turns of one conversation into one row, at the place of the first. Conversations are stored again.',
  group: 'Format',
  keywords: ['turns', 'threads', 'join', 'merge rows', 'dialogue', 'chat', 'messages', 'aggregate'],
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
      help: 'Numbers are sorted by size, other values as text, so ISO dates come out right. Without it, messages with message_id and parent_id are a tree, of which the best ranked branch is kept.',
    },
    pause: {
      type: 'number',
      label: 'Minutes of silence that end a conversation',
      initial: 0,
      min: 0,
      max: 100_000,
      help: '0 for none. For exports of chats, which have no conversations: times are taken from the order column, or found by name.',
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
        { value: 'drop', label: 'are removed' },
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
    {
      params: { pause: 60, model: 'Bo' },
      before: [
        { from: 'Ada', text: ['See ', { type: 'bold', text: 'this' }], date: '2026-11-02T10:01:00' },
        { from: 'Bo', text: 'An opal.', date: '2026-11-02T10:02:00' },
        { from: 'Ada', text: 'Are you there?', date: '2026-11-02T18:30:00' },
      ],
      after: [
        {
          messages: [
            { role: 'user', content: 'See this', name: 'Ada', date: '2026-11-02T10:01:00' },
            { role: 'assistant', content: 'An opal.', name: 'Bo', date: '2026-11-02T10:02:00' },
          ],
        },
        {
          messages: [{ role: 'user', content: 'Are you there?', name: 'Ada' }],
          date: '2026-11-02T18:30:00',
        },
      ],
    },
  ],
  // What it leaves has no turns left to group.
  settles: false,
  prepare({ model, others, missing, ...chosen }, context) {
    const columns = chosenColumns(chosen, context);
    const join = turnsJoiner({
      ...{ ...columns, order: chosen.order, models: readNames(model) },
      keepsDiffering: others === 'keep',
    });
    const grouping = { columns, drops: missing === 'drop', pause: chosen.pause * 60 };
    return {
      survey: surveyTurns(columns, timeColumn(chosen, context)),
      decide: (surveys, count) => planGroups(surveys, count, grouping),
      join,
      columns: columnsAfter(columns, context, missing === 'keep'),
      mapping: { input: null, output: null },
      format: 'openai-chat',
    };
  },
});
