import { type Json } from '../../json.ts';
import { ShapeError } from '../format.ts';
import { areMessages } from '../parts/messages/messages.ts';
import { readChatTools } from '../parts/messages/chat-tools.ts';
import { listMember, memberOf } from '../parts/rest.ts';
import { logFormat } from '../parts/said/log-format.ts';
import type { Said } from '../parts/said/said.ts';
import type { Path } from '../../row/edit.ts';

export default logFormat({
  id: 'openai-batch',
  title: 'OpenAI batch output',
  summary:
    'What a batch job of OpenAI reads and writes: `custom_id`, the request’s `body`, and `response.body.choices`.',
  order: 46,
  samples: [
    {
      custom_id: 'q2',
      method: 'POST',
      url: '/v1/chat/completions',
      body: { model: 'gem-1', messages: [{ role: 'user', content: 'Name a red gem.' }] },
      response: { body: { choices: [{ message: { role: 'assistant', content: 'Ruby.' } }] } },
    },
  ],
  find(row) {
    if (memberOf(row, 'custom_id') === undefined) return null;
    const asked = askedOf(row);
    const answer = answerOf(row);
    const isOutput = memberOf(row, 'response') !== undefined && memberOf(row, 'error') !== undefined;
    if (!asked && !answer && !isOutput) return null;
    const body = memberOf(row, 'body') ?? memberOf(memberOf(row, 'request') ?? null, 'body') ?? null;
    const tools = asked && readTools(body);
    return {
      reason:
        [...(asked ? ['body.messages'] : []), ...(answer ? ['response.body.choices'] : [])].join(' and ') ||
        'custom_id and response',
      said: [...(asked ? [asked] : []), ...(answer ? [answer] : [])],
      known: ['body', 'request', 'response', 'error'],
      ...(tools && { tools: tools.tools }),
      fault: faultOf(row, asked, answer),
    };
  },
});

function readTools(body: Json): ReturnType<typeof readChatTools> {
  try {
    return readChatTools(body);
  } catch (error) {
    // A request may also use tools of OpenAI's own, which no row declares.
    if (error instanceof ShapeError) return undefined;
    throw error;
  }
}

function askedOf(row: Json): Said | undefined {
  const places: readonly Path[] = [['body'], ['request', 'body']];
  for (const place of places) {
    const body = place.reduce<Json>((inner, key) => memberOf(inner, String(key)) ?? null, row);
    const messages = listMember(body, 'messages');
    if (messages && areMessages(messages)) return { path: [...place, 'messages'], kind: 'messages', messages };
  }
  return undefined;
}

function answerOf(row: Json): Said | undefined {
  const body = memberOf(memberOf(row, 'response') ?? null, 'body') ?? null;
  const [choice = null] = listMember(body, 'choices') ?? [];
  const message = memberOf(choice, 'message') ?? null;
  const path = ['response', 'body', 'choices', 0, 'message'];
  return areMessages([message]) ? { path, kind: 'message', message } : undefined;
}

function faultOf(row: Json, asked: Said | undefined, answer: Said | undefined): ShapeError | undefined {
  if (answer && asked) return undefined;
  const id = JSON.stringify(memberOf(row, 'custom_id') ?? null);
  if (answer) {
    const why = `is ${id}: its question is in the file that was sent, not in this row; join the two by this id`;
    return new ShapeError(['custom_id'], why);
  }
  if (memberOf(row, 'response') === undefined) return undefined;
  const error = memberOf(row, 'error') ?? memberOf(memberOf(row, 'response') ?? null, 'status_code') ?? null;
  return new ShapeError(['response'], `has no answer: the request failed with ${JSON.stringify(error)}`);
}
