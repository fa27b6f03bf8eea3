import { describe, expect, it } from 'vitest';
import { Row } from '../../../src/core/row/row.ts';
import { detectFormats, rowFormat } from '../../../src/core/example/row-format.ts';
import type { StepContext } from '../../../src/core/recipe/step.ts';

const ALPACA = { instruction: 'Name a gem.', input: '', output: 'Opal.' };
const DOLLY = { instruction: 'Name a gem.', context: '', response: 'Opal.', category: 'gems' };

const context: StepContext = {
  columns: ['instruction', 'input', 'output'],
  mapping: { input: 'instruction', output: 'output' },
  format: 'alpaca',
};

function formatOf(value: unknown, inside: StepContext = context): string {
  return rowFormat(new Row(JSON.stringify(value)), inside).id;
}

describe('the format of a row', () => {
  it("is the dataset's where the row has it", () => {
    expect(formatOf(ALPACA)).toBe('alpaca');
    // Detection alone would find another one first.
    expect(formatOf({ ...ALPACA, text_input: 'a' })).toBe('alpaca');
  });

  it('is its own where it has another one', () => {
    expect(formatOf(DOLLY)).toBe('dolly');
    expect(formatOf(DOLLY, { ...context, format: 'unknown' })).toBe('dolly');
  });

  it('is what its columns mean where it has none', () => {
    expect(formatOf({ instruction: 'Name a gem.', answer: ['Ruby.'] })).toBe('columns');
    expect(formatOf('a text')).toBe('columns');
  });

  it('is that of the dataset where a row has its names with something else under them', () => {
    expect(formatOf({ instruction: 'Name a gem.', output: 12 })).toBe('alpaca');
    expect(formatOf({ instruction: 'Name two gems.', output: ['Ruby.', 'Jade.'] })).toBe('alpaca');
    expect(formatOf({ instruction: 'Name a gem.', input: '', output: null })).toBe('alpaca');
  });

  it('is always what the columns mean in a dataset without a format', () => {
    const plain = { columns: context.columns, mapping: context.mapping };
    expect(formatOf(ALPACA, plain)).toBe('columns');
    expect(rowFormat(new Row('{}'), plain)).toBe(rowFormat(new Row('[]'), plain));
  });
});

describe('the format of many rows', () => {
  it('is that of most of them, with the share, the reason and the others', () => {
    expect(detectFormats([DOLLY, ALPACA, { a: 1 }, ALPACA])).toEqual({
      id: 'alpaca',
      reason: 'Alpaca: 2 of 4 rows have instruction and output.',
      others: [{ id: 'dolly', rows: 1 }],
    });
    expect(detectFormats([ALPACA])?.reason).toBe('Alpaca: 1 of 1 row has instruction and output.');
  });

  it('is none where most rows have none', () => {
    expect(detectFormats([])).toBeNull();
    expect(detectFormats([{ a: 1 }, [], 'text'])).toBeNull();
    expect(detectFormats([ALPACA, { a: 1 }, 3])).toBeNull();
  });

  it('sees messages in the cells of a CSV file, and nothing else in them', () => {
    const messages = '[{"role": "user", "content": "Name a gem."}]';
    expect(detectFormats([{ messages }])).toMatchObject({ id: 'chat-in-column' });
    expect(detectFormats([{ messages: '[{"instruction": "Name a gem.", "output": "Ruby."}]' }])).toBeNull();
  });
});
