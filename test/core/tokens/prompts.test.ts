import { expect, it } from 'vitest';
import type { Example, Turn } from '../../../src/core/example/example.ts';
import { promptsOf } from '../../../src/core/tokens/prompts.ts';

const turn = (role: Turn['role'], text: string): Turn => ({ role, parts: [{ kind: 'text', text }] });
const META = { format: 'x', rest: '{}' };

it('counts an example once, whole', () => {
  const example: Example = { turns: [turn('user', 'a'), turn('model', 'b')], tools: [{ name: 'f' }], meta: META };
  expect(promptsOf(example)).toEqual([{ turns: example.turns, tools: [{ name: 'f' }] }]);
});

it('counts a pair’s prompt with each answer', () => {
  const [prompt, good, bad] = [turn('user', 'a'), turn('model', 'b'), turn('model', 'c')] as const;
  const completions = [
    { turns: [good], score: 1 },
    { turns: [bad], score: 0 },
  ];
  const prompts = promptsOf({ turns: [prompt], completions, meta: META });
  expect(prompts.map(({ turns }) => turns)).toEqual([
    [prompt, good],
    [prompt, bad],
  ]);
});

it('counts thoughts, which are sent like texts', () => {
  const thought: Turn = { role: 'model', parts: [{ kind: 'thought', text: 'hm' }] };
  const [prompt] = promptsOf({ turns: [turn('user', 'a'), thought], meta: META });
  expect(prompt?.turns[1]).toEqual(turn('model', 'hm'));
});
