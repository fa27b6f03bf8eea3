import { isList, isObject, type Json } from '../../json.ts';
import { spokenTurns } from '../../turns/any-turns.ts';
import { roleOf } from '../parts/messages/roles.ts';
import { memberOf } from '../parts/rest.ts';
import { logFormat } from '../parts/said/log-format.ts';
import type { Said } from '../parts/said/said.ts';

/** Names of what was said before. Under `history` others keep pairs, and an empty list says nothing of its shape. */
const HISTORIES = ['chat_history', 'chatHistory', 'message_history', 'previous_messages', 'past_messages', 'history'];
const ASKED = ['message', 'user_message', 'question', 'query', 'prompt', 'user_input', 'input', 'utterance'];
const ANSWERED = ['response', 'answer', 'output', 'completion', 'reply', 'assistant_message', 'bot_response', 'target'];
/** Members by which a row is of a shape of its own. */
const OTHERS = ['instruction', 'chosen', 'rejected', 'messages', 'label'];
const SAID = ['content', 'message', 'text', 'value', 'body'];
const SPEAKERS: readonly unknown[] = ['system', 'user', 'model'];

/** What Cohere and others keep of a chat: the turns before, the question, and the answer, each in a member of its own. */
export default logFormat({
  id: 'history-and-answer',
  title: 'History, question and answer',
  summary: 'Cohere and others: `chat_history` with the turns before, then the question and its answer as texts.',
  order: 127,
  samples: [
    {
      preamble: 'Be brief.',
      chat_history: [
        { role: 'USER', message: 'Name a green gem.' },
        { role: 'CHATBOT', message: 'Emerald.' },
      ],
      message: 'And a red one?',
      response: 'Ruby.',
    },
    { chat_history: [], question: 'And a blue one?', answer: 'Sapphire.' },
  ],
  find(row) {
    if (!isObject(row) || OTHERS.some((name) => Object.hasOwn(row, name))) return null;
    const history = HISTORIES.find((name) => isList(memberOf(row, name)));
    const [asked, answered] = [textName(row, ASKED), textName(row, ANSWERED)];
    if (history === undefined || asked === undefined || answered === undefined) return null;
    const before = readHistory(memberOf(row, history) ?? null, history);
    if (!before) return null;
    return {
      reason: `turns in ${history}, then ${asked} and ${answered}`,
      said: [...before, textAt(row, asked, 'user'), textAt(row, answered, 'model')],
      known: [history, asked, answered],
    };
  },
});

function textName(row: Json, names: readonly string[]): string | undefined {
  return names.find((name) => {
    const value = memberOf(row, name);
    return typeof value === 'string' && value !== '';
  });
}

function textAt(row: Json, name: string, role: 'user' | 'model'): Said {
  const value = memberOf(row, name);
  return { path: [name], kind: 'text', role, text: typeof value === 'string' ? value : '' };
}

/** The turns before; none for an empty list, null for a list of anything else. */
function readHistory(value: Json, name: string): readonly Said[] | null {
  if (!isList(value)) return null;
  if (value.length === 0) return name === 'history' ? null : [];
  const texts = (spokenTurns(value) ?? []).map(({ turn, name: speaker }, at): Said | null => {
    const role = roleOf(speaker);
    const said = SAID.find((each) => typeof turn[each] === 'string');
    const text = said === undefined ? undefined : turn[said];
    const isSpoken = role !== undefined && SPEAKERS.includes(role) && said !== undefined && typeof text === 'string';
    return isSpoken ? { path: [name, at, said], kind: 'text', role, text } : null;
  });
  return texts.length > 0 && texts.every((text) => text !== null) ? texts : null;
}
