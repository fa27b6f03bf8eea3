import { describe, expect, it } from 'vitest';
import { chatColumns, shownCells } from '../../../src/core/example/chat-cells.ts';
import { formats } from '../../../src/core/formats/index.ts';
import type { Json } from '../../../src/core/json.ts';
import { Row } from '../../../src/core/row/row.ts';

function cellsOf(format: string, row: Json): Record<string, string | null> {
  const context = { format, mapping: { input: null, output: null }, columns: [] };
  const columns = chatColumns(context) ?? [];
  const cells = shownCells(
    new Row(JSON.stringify(row)),
    columns.map(({ id }) => id),
    context,
  );
  return Object.fromEntries(columns.map(({ title }, index) => [title, cells[index] ?? null]));
}

const chats = formats.filter(({ kind }) => kind === 'conversation' || kind === 'preference');

describe('rows of conversations as columns', () => {
  it('shows what is asked first and answered last', () => {
    const messages = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Why?' },
      { role: 'assistant', content: 'So.' },
      { role: 'user', content: 'And?' },
      { role: 'assistant', content: 'Thus.' },
    ];
    expect(cellsOf('openai-chat', { messages })).toEqual({
      System: 'Be brief.',
      User: 'Why?',
      Answer: 'Thus.',
      Turns: '4',
      Tools: null,
    });
  });

  it('shows calls, and names tools', () => {
    const row = {
      messages: [
        { role: 'user', content: 'Weather?' },
        {
          role: 'assistant',
          tool_calls: [{ id: 'a', type: 'function', function: { name: 'look', arguments: '{"where":"Rome"}' } }],
        },
      ],
      tools: [{ type: 'function', function: { name: 'look', parameters: { type: 'object' } } }],
    };
    const { Answer: answer, Tools: tools } = cellsOf('openai-chat', row);
    expect(answer).toBe('look({"where":"Rome"})');
    expect(tools).toBe('look');
  });

  it('shows the better and the worse answer of a preference', () => {
    const cells = cellsOf('trl-preference', { prompt: 'Why?', chosen: 'So.', rejected: 'No idea.' });
    expect(cells).toMatchObject({ User: 'Why?', Chosen: 'So.', Rejected: 'No idea.', Turns: '2' });
  });

  it('shows the JSON of a row that can’t be read as a conversation', () => {
    expect(cellsOf('openai-chat', { messages: 7 })['User']).toBe('{"messages":7}');
  });

  it.each(chats.map((format) => ({ name: format.id, format })))(
    '$name: every sample has something in its columns',
    ({ format }) => {
      for (const sample of format.samples) {
        const cells = cellsOf(format.id, sample);
        const said = [cells['User'], cells['Answer'], cells['Chosen'], cells['Rejected']];
        expect(said.some((text) => text !== null && text !== undefined && text !== '')).toBe(true);
        expect(Number(cells['Turns'])).toBeGreaterThan(0);
      }
    },
  );

  it('leaves pairs to their own columns', () => {
    expect(chatColumns({ format: 'alpaca', mapping: { input: null, output: null } })).toBeNull();
    expect(chatColumns({ mapping: { input: 'q', output: 'a' } })).toBeNull();
  });

  it('gives columns of a row beside those of its conversation', () => {
    const row = new Row('{"id": 1.0, "messages":[{"role":"user","content":"Why?"}]}');
    const context = { format: 'openai-chat', mapping: { input: null, output: null }, columns: ['id', 'messages'] };
    expect(shownCells(row, ['id', 'chat:user'], context)).toEqual(['1.0', 'Why?']);
  });
});
