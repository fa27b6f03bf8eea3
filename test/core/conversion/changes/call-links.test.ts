import { describe, expect, it } from 'vitest';
import { linkCalls } from '../../../../src/core/conversion/changes/call-links.ts';
import type { Example, Part } from '../../../../src/core/example/example.ts';
import { Drop } from '../../../../src/core/recipe/step.ts';

function call(name: string, id?: string): Part {
  return { kind: 'call', name, args: {}, ...(id !== undefined && { id }) };
}

function response(name: string, id?: string): Part {
  return { kind: 'response', name, response: 1, ...(id !== undefined && { id }) };
}

function exampleOf(...parts: readonly Part[]): Example {
  const turns = parts.map((part): Example['turns'][number] => ({
    role: part.kind === 'call' ? 'model' : 'tool',
    parts: [part],
  }));
  return { turns, meta: { format: 'none', rest: '{}' } };
}

function linked(...parts: readonly Part[]): readonly Part[] | string {
  const result = linkCalls(exampleOf(...parts));
  return result instanceof Drop ? result.reason : result.turns.flatMap((turn) => turn.parts);
}

describe('answers of tools', () => {
  it('get the name and id of the call that they answer, in order', () => {
    expect(linked(call('look', '1'), call('weigh', '2'), response(''), response(''))).toEqual([
      ...[call('look', '1'), call('weigh', '2'), response('look', '1'), response('weigh', '2')],
    ]);
    expect(linked(call('look'), call('weigh', '2'), response('weigh'), response(''))).toEqual([
      ...[call('look'), call('weigh', '2'), response('weigh', '2'), response('look')],
    ]);
    expect(linked(call('look', '1'), call('weigh', '2'), response('', '2'), response('', '1')).slice(2)).toEqual([
      ...[response('weigh', '2'), response('look', '1')],
    ]);
  });

  it('stay as they are where they name it', () => {
    const example = exampleOf(call('look', '1'), response('look', '1'));
    expect(linkCalls(example)).toBe(example);
  });

  it('are refused where nobody made the call', () => {
    expect(linked(response('look'))).toBe('an answer of a tool without its call');
    expect(linked(call('look'), response('weigh'))).toBe('an answer of a tool without its call');
  });
});
