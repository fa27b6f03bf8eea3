import { describe, expect, it } from 'vitest';
import { ok } from '../../../src/core/failure.ts';
import type { VersionInfo } from '../../../src/core/version/version.ts';
import { readCell, writeCell } from '../../../src/state/rows/cell-work.ts';
import { changedTexts } from '../../../src/state/rows/changed-texts.ts';

const CHAT = '{"id": 1.0, "messages": [{"role": "user", "content": "Why?"}, {"role":"assistant","content":"So."}]}';
const version = {
  id: 'v',
  datasetId: 'd',
  format: 'openai-chat',
  mapping: { input: null, output: null },
  columns: ['id', 'messages'],
} as unknown as VersionInfo; // the rest of a version says nothing about its cells

/** A dataset of one row, which remembers what was stored. */
function rowOf(text: string) {
  const stored: string[] = [];
  const reader = {
    row: () => Promise.resolve(ok({ position: 0, text, origin: null })),
    edit: (_dataset: string, _position: number, _expected: string, edited: string) => {
      stored.push(edited);
      return Promise.resolve(ok(version));
    },
  };
  return { reader, stored };
}

describe('a cell of the table', () => {
  it('is read whole, and says whether it is a text', async () => {
    const { reader } = rowOf(CHAT);
    expect(await readCell(reader, version, 0, 'id')).toEqual(ok({ text: '1.0', editable: false }));
    expect(await readCell(reader, version, 0, 'chat:answer')).toEqual(ok({ text: 'So.', editable: true }));
    expect(await readCell(reader, version, 0, 'chat:turns')).toEqual(ok({ text: '2', editable: false }));
    expect(await readCell(reader, version, 0, 'chat:system')).toEqual(ok(null));
    expect(await readCell(reader, version, 0, 'gone')).toEqual(ok(null));
  });

  it('of a conversation is written back to its message', async () => {
    const { reader, stored } = rowOf(CHAT);
    await writeCell(reader, version, { position: 0, column: 'chat:answer', text: 'Thus.' });
    expect(stored).toEqual([CHAT.replace('So.', 'Thus.')]);
  });

  it('of a column is written back to it', async () => {
    const { reader, stored } = rowOf('{"a": "x", "b": 1.0}');
    await writeCell(reader, { ...version, format: undefined }, { position: 0, column: 'a', text: 'y' });
    expect(stored).toEqual(['{"a": "y", "b": 1.0}']);
  });
});

describe('what changed in a row', () => {
  it('is said by its messages', () => {
    expect(changedTexts(CHAT, CHAT.replace('So.', 'Thus.').replace('1.0', '2'), version)).toEqual([
      { name: 'Model, turn 2', before: 'So.', after: 'Thus.' },
      { name: 'id', before: '1.0', after: '2' },
    ]);
  });

  it('names a turn that came or went', () => {
    const longer = CHAT.replace('"So."}]', '"So."},{"role":"user","content":"And?"}]');
    expect(changedTexts(CHAT, longer, version)).toEqual([{ name: 'User, turn 3', before: null, after: 'And?' }]);
  });

  it('is said by its columns where it is no conversation', () => {
    const plain = { format: undefined, mapping: { input: 'a', output: 'b' }, columns: ['a', 'b'] };
    expect(changedTexts('{"a":"x","b":"y"}', '{"a":"x","b":"z"}', plain)).toEqual([
      { name: 'b', before: 'y', after: 'z' },
    ]);
  });

  it('is said once where columns are the turns', () => {
    const pair = {
      format: 'prompt-completion',
      mapping: { input: null, output: null },
      columns: ['prompt', 'completion'],
    };
    const before = '{"prompt":"x","completion":"y"}';
    expect(changedTexts(before, before.replace('y', 'z'), pair)).toEqual([
      { name: 'completion', before: 'y', after: 'z' },
    ]);
    const both = '{"system":"a","messages":[{"role":"user","content":"q"},{"role":"assistant","content":"y"}]}';
    const chat = { format: 'openai-chat', mapping: { input: null, output: null }, columns: ['system', 'messages'] };
    const changed = changedTexts(both, both.replace('"y"', '"z"').replace('"a"', '"b"'), chat);
    expect(changed.map(({ name }) => name)).toEqual(['System, turn 1', 'Model, turn 3']);
  });
});
