import { expect, it } from 'vitest';
import type { Part, Turn } from '../../../../../src/core/example/example.ts';
import { withCallIds } from '../../../../../src/core/formats/parts/messages/call-ids.ts';

const call = (name: string, id?: string): Part => ({ kind: 'call', name, args: {}, ...(id !== undefined && { id }) });
const response = (name: string, id?: string): Part => {
  return { kind: 'response', name, response: 'x', ...(id !== undefined && { id }) };
};
const model = (...parts: Part[]): Turn => ({ role: 'model', parts });
const tool = (...parts: Part[]): Turn => ({ role: 'tool', parts });

function idsOf(turns: readonly Turn[]): (string | undefined)[] {
  return withCallIds(turns).flatMap(({ parts }) => parts.flatMap((part) => ('id' in part ? [part.id] : [])));
}

it('leaves turns alone whose calls all have ids', () => {
  const turns = [model({ kind: 'text', text: 'Wait.' }, call('look', 'a')), tool(response('look', 'a'))];
  expect(withCallIds(turns)).toBe(turns);
});

it.each<[string, readonly Turn[], readonly string[]]>([
  [
    'a call after a text',
    [model({ kind: 'text', text: 'a' }, call('look')), tool(response('look'))],
    ['call_look', 'call_look'],
  ],
  [
    'parallel calls that are answered in turns of their own',
    [model(call('look'), call('weigh')), tool(response('look')), tool(response('weigh'))],
    ['call_look', 'call_weigh', 'call_look', 'call_weigh'],
  ],
  [
    'the same tool twice',
    [model(call('look'), call('look')), tool(response('look'), response('look')), model(call('look'))],
    ['call_look', 'call_look_2', 'call_look', 'call_look_2', 'call_look_3'],
  ],
  [
    'answers in another order',
    [model(call('look'), call('weigh')), tool(response('weigh'), response('look'))],
    ['call_look', 'call_weigh', 'call_weigh', 'call_look'],
  ],
  ['an answer that names no tool', [model(call('look')), tool(response(''))], ['call_look', 'call_look']],
  ['an id that is taken', [model(call('look')), model(call('look', 'call_look'))], ['call_look_2', 'call_look']],
])('%s', (_, turns, ids) => {
  expect(idsOf(turns)).toEqual(ids);
});
