import { expect, it } from 'vitest';
import { answer } from './answers.ts';
import { continueSequence } from './number-sequence.ts';
import { readShots } from './shots.ts';

const lessons = [
  { input: 'one two three', output: 'numbers' },
  { input: 'red green blue', output: 'colours' },
];

it('says what was learnt, or what comes nearest, or the question again', () => {
  expect(answer(' red green blue\n', lessons)).toBe('colours');
  expect(answer('Green, or blue?', lessons)).toBe('colours');
  expect(answer('Green, or blue?', [])).toBe('You said: Green, or blue?');
});

it('goes on with numbers, written as in the question', () => {
  const plusOne = [
    { input: '1', output: '2' },
    { input: 'nine', output: 'ten' },
    { input: 'IV', output: 'V' },
    { input: '-98', output: '-97' },
  ];
  const asked = [
    '41',
    '-1',
    'twenty-nine',
    'Thirty-Nine',
    'LXIII',
    'MCMXCIX',
    'one  hundred nine',
    'nine hundred ninety-nine',
  ];
  expect(asked.map((question) => continueSequence(question, plusOne))).toEqual([
    '42',
    '0',
    'thirty',
    'forty',
    'LXIV',
    'MM',
    'one hundred ten',
    'one thousand',
  ]);
  expect(continueSequence('the next', plusOne)).toBeUndefined();
  expect(continueSequence('7', plusOne.slice(0, 2))).toBeUndefined();
  expect(continueSequence('7', [...plusOne, { input: '5', output: '7' }])).toBeUndefined();
});

it('finds examples in a prompt, and what is asked after them', () => {
  const pairs = [
    { input: 'a b', output: 'x' },
    { input: 'c\nd', output: 'y' },
  ];
  const plain = 'Sort these.\nInput: a b\nOutput: x\n\nInput: c\nd\nOutput: y\n\nInput: e\nOutput:';
  const fence = '```';
  const fenced = pairs
    .map(({ input, output }) => `Input:\n${fence}\n${input}\n${fence}\nOutput:\n${fence}\n${output}\n${fence}\n`)
    .join('\n');
  expect(readShots(plain)).toEqual({ lessons: pairs, question: 'e' });
  expect(readShots(`${fenced}\nInput:\n${fence}\ne\n${fence}\n\nOutput:\n`)).toEqual({ lessons: pairs, question: 'e' });
  expect(readShots('### Question: a\n**Answer:** b\n### Question: c')).toEqual({
    lessons: [{ input: 'a', output: 'b' }],
    question: 'c',
  });
  expect(readShots('Question: who?\nAnswer:')).toEqual({ lessons: [], question: 'Question: who?\nAnswer:' });
});
