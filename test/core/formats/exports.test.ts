import { describe, expect, it } from 'vitest';
import { convertRow } from '../../../src/core/conversion/convert-row.ts';
import { plainSettings } from '../../../src/core/conversion/conversion-settings.ts';
import { detectFormat } from '../../../src/core/example/row-format.ts';
import type { Example, Part } from '../../../src/core/example/example.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { Drop } from '../../../src/core/recipe/step.ts';
import { Row } from '../../../src/core/row/row.ts';
import { readCase } from '../../support/case-rows.ts';
import { describeShared, type SharedFiles } from '../../support/real-files.ts';

function read(row: Json): { readonly id: string; readonly said: readonly string[]; readonly example: Example } {
  const format = detectFormat(row);
  if (!format) throw new Error('no format');
  const example = format.toExample(row);
  return {
    id: format.id,
    example,
    said: example.turns.map(({ role, parts }) => `${role}: ${parts.map(words).join(' | ')}`),
  };
}

function words(part: Part): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'thought':
      return `(${part.text})`;
    case 'call':
      return `${part.name}(${JSON.stringify(part.args)})`;
    case 'response':
      return `${part.name} → ${JSON.stringify(part.response)}`;
    default:
      return part.kind;
  }
}

/** The contents of each row as written for Gemini; the reason of one that can't be. */
function exported(rows: readonly string[]): (readonly string[] | string)[] {
  return rows.map((text) => {
    const value = JSON.parse(text) as Json;
    const context = { columns: [], mapping: { input: null, output: null }, format: detectFormat(value)?.id };
    const made = convertRow(new Row(text), plainSettings('agent-platform-sft'), context);
    if (made instanceof Drop) return made.reason;
    // The format writes nothing else.
    const [written] = made.map((row) => row.value as { systemInstruction?: object; contents: { role: string }[] });
    return [...(written?.systemInstruction ? ['system'] : []), ...(written?.contents ?? []).map(({ role }) => role)];
  });
}

const message = (role: string, content: JsonObject, more: JsonObject = {}): JsonObject => ({
  author: { role },
  content,
  ...more,
});
const text = (...parts: Json[]): JsonObject => ({ content_type: 'text', parts });

function chain(...messages: (JsonObject | null)[]): JsonObject {
  const nodes = messages.map((each, at): [string, Json] => [
    `n${at}`,
    {
      id: `n${at}`,
      message: each,
      parent: at === 0 ? null : `n${at - 1}`,
      children: at + 1 < messages.length ? [`n${at + 1}`] : [],
    },
  ]);
  return { title: 'x', mapping: Object.fromEntries(nodes) };
}

describe('a ChatGPT export', () => {
  it('is what was shown of the open branch, with thoughts, calls and what came of them', () => {
    const row = chain(
      null,
      message('system', text('')),
      message(
        'user',
        { content_type: 'user_editable_context', user_profile: 'x' },
        { metadata: { is_visually_hidden_from_conversation: true } },
      ),
      message('user', text({ content_type: 'image_asset_pointer', asset_pointer: 'file://1' }, 'How heavy?')),
      message('assistant', { content_type: 'thoughts', thoughts: [{ summary: 's', content: 'Weigh it.' }] }),
      message('assistant', { content_type: 'code', text: '{"stone":"opal"}' }, { recipient: 'scale' }),
      message('tool', { content_type: 'execution_output', text: '2' }, { author: { role: 'tool', name: 'scale' } }),
      message('assistant', { content_type: 'reasoning_recap', content: 'Thought for 3 s' }),
      message('assistant', text('Two carats.'), { recipient: 'all' }),
    );
    expect(read(row)).toMatchObject({
      id: 'chatgpt-export',
      said: [
        'user: raw | How heavy?',
        'model: (Weigh it.)',
        'model: scale({"stone":"opal"})',
        'tool: scale → "2"',
        'model: ',
        'model: Two carats.',
      ],
    });
  });

  it('is the newest branch where none is open, and never goes round in circles', () => {
    const tree = chain(message('user', text('Why?')), message('assistant', text('So.')));
    expect(read(tree).said).toEqual(['user: Why?', 'model: So.']);
    const mapping = {
      a: { message: message('user', text('Why?')), parent: 'b', children: ['b'] },
      b: { message: message('assistant', text('So.')), parent: 'a', children: ['a'] },
    };
    expect(read({ mapping, current_node: 'b' }).said).toEqual(['user: Why?', 'model: So.']);
    expect(detectFormat({ mapping: { a: 1 } })).toBeUndefined();
  });
});

describe('a Claude export', () => {
  it('has what was pasted, and the answers of tools as turns', () => {
    const row = {
      chat_messages: [
        { sender: 'human', text: 'Sum up.', attachments: [{ extracted_content: 'A long text.' }] },
        {
          sender: 'assistant',
          content: [
            { type: 'tool_use', id: '1', name: 'search', input: { q: 'gem' } },
            { type: 'tool_result', tool_use_id: '1', content: [{ type: 'text', text: 'found' }] },
            { type: 'text', text: 'Done.' },
          ],
        },
      ],
    };
    expect(read(row)).toMatchObject({
      id: 'claude-export',
      said: ['user: A long text. | Sum up.', 'model: search({"q":"gem"})', 'tool: search → "found"', 'model: Done.'],
    });
  });

  it('names a sender that nobody knows', () => {
    const row = { chat_messages: [{ sender: 'nobody', text: 'x' }] };
    expect(() => read(row)).toThrow('"nobody"');
  });
});

const cases: readonly [string, string, (files: SharedFiles) => void][] = [
  [
    'cases/31-claude-export',
    'gives its two conversations, and says why the empty one is left out',
    (files) => {
      const { rows, format } = readCase(files, 'input.json');
      expect([rows.length, format?.id]).toEqual([3, 'claude-export']);
      expect(exported(rows)).toEqual([['user', 'model'], ['user', 'model'], 'Claude export: nothing is said']);
    },
  ],
  [
    'cases/32-aistudio-prompt',
    'is one conversation where the document is the row',
    (files) => {
      const { rows, format } = readCase(files, 'input.json');
      expect([rows.length, format?.id]).toEqual([1, 'ai-studio-prompt']);
      expect(exported(rows)).toEqual([['system', 'user', 'model', 'user', 'model']]);
    },
  ],
  [
    'cases/36-oasst-trees',
    'gives the best ranked path of each tree',
    (files) => {
      const { rows, format } = readCase(files, 'input.jsonl');
      expect([rows.length, format?.id]).toEqual([2, 'oasst-tree']);
      expect(exported(rows)).toEqual([
        ['user', 'model', 'user', 'model'],
        ['user', 'model'],
      ]);
    },
  ],
  [
    'cases/08-flat-turns',
    'is one conversation of six turns',
    (files) => {
      const { rows } = readCase(files, 'input.json', { rowsAt: '' });
      expect(exported(rows)).toEqual([['user', 'model', 'user', 'model', 'user', 'model']]);
    },
  ],
  [
    'cases/16-json-object-cell',
    'is seen as a conversation inside a cell',
    (files) => {
      const { rows, format, settings } = readCase(files, 'input.csv');
      expect([rows.length, format?.id, settings.jsonCells]).toEqual([2, 'chat-in-column', true]);
      expect(exported(rows)).toEqual([
        ['user', 'model'],
        ['user', 'model'],
      ]);
    },
  ],
  [
    'cases/minimal',
    'reads a bare list of ShareGPT turns a line (k10)',
    (files) => {
      const { rows } = readCase(files, 'k10.jsonl', { fileType: 'jsonl' });
      expect(exported(rows)).toEqual([['user', 'model']]);
    },
  ],
];

for (const [folder, title, test] of cases) describeShared(folder, (files) => it(title, () => test(files)));
