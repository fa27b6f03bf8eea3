import { describe, expect, it } from 'vitest';
import { answerNames, turnName } from '../../../src/ui/conversation/names.ts';

const answers = (...scores: (number | undefined)[]) =>
  scores.map((score) => ({ turns: [], ...(score !== undefined && { score }) }));

describe('names of answers', () => {
  it('tell the better of two from the worse', () => {
    expect(answerNames(answers(1, 0))).toEqual(['Chosen', 'Rejected']);
    expect(answerNames(answers(2.5, 7))).toEqual(['Rejected', 'Chosen']);
  });

  it('only count where none is better', () => {
    expect(answerNames(answers(1, 1))).toEqual(['Answer 1', 'Answer 2']);
    expect(answerNames(answers(1, undefined))).toEqual(['Answer 1', 'Answer 2']);
    expect(answerNames(answers(3, 2, 1))).toEqual(['Answer 1', 'Answer 2', 'Answer 3']);
  });
});

describe('the name of a turn', () => {
  it('is its role, with who it is where that is told', () => {
    expect(turnName({ role: 'user', parts: [] })).toBe('User');
    expect(turnName({ role: 'model', parts: [], name: '' })).toBe('Model');
    expect(turnName({ role: 'tool', parts: [], name: 'scales' })).toBe('Tool (scales)');
  });
});
