import { expect, it } from 'vitest';
import { leftOutName } from '../../src/words/export-words.ts';

it.each([
  [['gems.csv'], 'gems-left-out.jsonl'],
  [['gems.openai-chat.jsonl'], 'gems.openai-chat-left-out.jsonl'],
  [['gems.1-of-2.jsonl', 'gems.2-of-2.jsonl'], 'gems-left-out.jsonl'],
  [['gems.chat.train.jsonl', 'gems.chat.test.jsonl', 'gems.chat.no split.jsonl'], 'gems.chat-left-out.jsonl'],
  [['a', 'b'], 'left-out.jsonl'],
  [[], 'left-out.jsonl'],
])('rows that %j leave out are saved as %s', (names, name) => {
  expect(leftOutName(names)).toBe(name);
});
