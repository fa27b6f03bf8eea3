import { describe, expect, it } from 'vitest';
import { previewHead } from '../../../src/core/filetypes/preview.ts';
import type { Json } from '../../../src/core/json.ts';
import { runRecipe } from '../../../src/core/recipe/run-recipe.ts';

/** Exports of chat programs, each of one question and its answer, and a greeting much later. */
const TELEGRAM = {
  name: 'Bo',
  type: 'personal_chat',
  id: 1,
  messages: [
    { id: 1, type: 'service', date: '2026-11-02T09:59:00', actor: 'Ada', action: 'joined', text: '' },
    {
      id: 2,
      type: 'message',
      date: '2026-11-02T10:00:00',
      from: 'Ada',
      from_id: 'user1',
      text: ['Is it ', { type: 'bold', text: 'blue' }, '?'],
    },
    { id: 3, type: 'message', date: '2026-11-02T10:01:00', from: 'Bo', from_id: 'user2', text: 'It is.' },
    { id: 4, type: 'message', date: '2026-11-03T10:00:00', from: 'Ada', from_id: 'user1', text: 'Hello!' },
  ],
};
const DISCORD = {
  guild: { id: '1', name: 'Gems' },
  channel: { id: '2', name: 'opals' },
  messages: [
    {
      id: '1',
      type: 'Default',
      timestamp: '2026-11-02T10:00:00.123+00:00',
      content: 'Is it blue?',
      author: { id: '7', name: 'Ada', isBot: false },
      reactions: [],
    },
    {
      id: '2',
      type: 'Reply',
      timestamp: '2026-11-02T10:01:00.5+00:00',
      content: 'It is.',
      author: { id: '8', name: 'Bo', isBot: true },
      reactions: [],
    },
    {
      id: '3',
      type: 'Default',
      timestamp: '2026-11-03T10:00:00+00:00',
      content: 'Hello!',
      author: { id: '7', name: 'Ada', isBot: false },
      reactions: [],
    },
  ],
};
const SLACK = [
  { type: 'message', user: 'Ada', text: 'Is it blue?', ts: '1762077600.000100' },
  { type: 'message', user: 'Bo', text: 'It is.', ts: '1762077660.000200' },
  { type: 'message', user: 'Ada', text: 'Hello!', ts: '1762164000.000300' },
];

describe.each<[string, Json]>([
  ['Telegram', TELEGRAM],
  ['Discord', DISCORD],
  ['Slack', SLACK],
])('an export of %s', (_, file) => {
  it('is rows that are turns, and becomes conversations at its pauses', async () => {
    const bytes = new TextEncoder().encode(JSON.stringify(file, null, 1));
    const found = previewHead(bytes, { name: 'result.json', bytes: bytes.length, complete: true }, {});
    if (!found.ok) throw new Error('not read');
    const { rows, columns, mapping, clues } = found.value;
    expect(clues?.areTurns).toBe(true);
    const step = { step: 'group-conversations', version: 1, params: { pause: 60, model: 'Bo', others: 'remove' } };
    const run = await runRecipe([step], { columns, mapping }, rows);
    if (!run.ok) throw new Error(JSON.stringify(run.failure));
    // The step writes nothing else.
    const made = run.value.rows.map((row) => (JSON.parse(row) as { messages: object[] }).messages);
    expect(made).toEqual([
      [
        { role: 'user', content: 'Is it blue?', name: 'Ada' },
        { role: 'assistant', content: 'It is.', name: 'Bo' },
      ],
      [{ role: 'user', content: 'Hello!', name: 'Ada' }],
    ]);
  });
});
