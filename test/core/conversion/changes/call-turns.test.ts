import { describe, expect, it } from 'vitest';
import { refuseMixedCalls } from '../../../../src/core/conversion/changes/call-turns.ts';
import type { Example, Part, Role } from '../../../../src/core/example/example.ts';

const CALL: Part = { kind: 'call', name: 'look', args: {} };
const ANSWER: Part = { kind: 'response', name: 'look', response: 1 };
const TEXT: Part = { kind: 'text', text: 'Let me look.' };
const EMPTY: Part = { kind: 'text', text: '' };

function exampleOf(...turns: readonly (readonly [Role, ...Part[]])[]): Example {
  return { turns: turns.map(([role, ...parts]) => ({ role, parts })), meta: { format: 'none', rest: '{}' } };
}

describe('calls as turns of their own', () => {
  it('are taken where nothing stands beside them', () => {
    const example = exampleOf(['user', TEXT], ['model', EMPTY, CALL, CALL], ['tool', ANSWER], ['model', TEXT]);
    expect(refuseMixedCalls(example)).toBe(example);
  });

  it('are refused beside a text, and answers in a row', () => {
    expect(refuseMixedCalls(exampleOf(['model', TEXT, CALL]))).toEqual({
      reason: 'a turn has both text and a tool call',
    });
    for (const turns of [
      [['tool', ANSWER, ANSWER]],
      [
        ['tool', ANSWER],
        ['tool', ANSWER],
      ],
    ] as const) {
      expect(refuseMixedCalls(exampleOf(...turns))).toEqual({ reason: 'several tools answer in a row' });
    }
  });
});
