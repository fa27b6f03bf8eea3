import { isObject, type Json } from '../../json.ts';
import { ShapeError } from '../format.ts';
import { readChatTools } from '../parts/messages/chat-tools.ts';
import { roleOf } from '../parts/messages/roles.ts';
import { areMessages } from '../parts/messages/messages.ts';
import { listMember, memberOf } from '../parts/rest.ts';
import { findSaid } from '../parts/said/find-said.ts';
import { logFormat, type Log } from '../parts/said/log-format.ts';
import type { Said } from '../parts/said/said.ts';

/** Members with what was asked and with the answer to it, each pair as one program writes it. */
const PLACES: readonly (readonly [asked: readonly string[], answered: readonly string[]])[] = [
  [
    ['inputs', 'input'],
    ['outputs', 'output', 'ideal', 'expected', 'expected_output', 'expectedOutput', 'target'],
  ],
  [
    ['messages', 'prompt'],
    ['ideal', 'response', 'answer', 'output', 'completion', 'expected', 'expected_output', 'target'],
  ],
  [['modelInput'], ['modelOutput']],
  [['request'], ['response']],
  // Vertex AI's batch predictions.
  [['instance'], ['prediction', 'predictions']],
];

/** Members by which a row is of a shape of its own, or asks more than this reads. */
const OTHERS = ['instruction', 'instances', 'chosen', 'rejected', 'context', 'choices', 'options', 'v', 'label'];

export default logFormat({
  id: 'asked-and-answered',
  title: 'Messages and an answer',
  summary:
    'What LangSmith, Langfuse, OpenAI evals and others keep: messages that were sent, and beside them the answer.',
  order: 128,
  samples: [
    {
      inputs: { messages: [{ type: 'human', content: 'Name a green gem.' }] },
      outputs: { output: { type: 'ai', content: 'Emerald.' } },
      metadata: { split: 'train' },
    },
    { input: [{ role: 'user', content: 'And a red one?' }], ideal: ['Ruby.', 'A ruby.'] },
    { inputs: { question: 'And a black one?' }, outputs: { answer: 'Onyx.' } },
  ],
  find(row) {
    if (!isObject(row) || OTHERS.some((name) => Object.hasOwn(row, name))) return null;
    for (const [askedNames, answeredNames] of PLACES) {
      const log = findLog(row, askedNames, answeredNames);
      if (log) return log;
    }
    return null;
  },
});

function findLog(row: Json, askedNames: readonly string[], answeredNames: readonly string[]): Log | null {
  const [askedIn, answeredIn] = [filled(row, askedNames), filled(row, answeredNames)];
  if (askedIn === undefined || answeredIn === undefined) return null;
  const asked = findSaid(memberOf(row, askedIn), [askedIn], 'user');
  const answer = findSaid(memberOf(row, answeredIn), [answeredIn], 'model');
  // Two plain texts are a pair, which formats of their own read.
  const isPair = [asked, answer].every((said) => said?.kind === 'text' && said.path.length === 1);
  if (!asked || !answer || isPair || isAnswered(asked) || lastRole(answer) !== 'model') return null;
  if (isOther(row)) return null;
  const tools = readTools(memberOf(row, askedIn) ?? null);
  return {
    reason: `what was asked in ${askedIn} and the answer in ${answeredIn}`,
    said: [asked, answer],
    known: [askedIn, answeredIn],
    ...(tools && { tools: tools.tools }),
    fault: memberOf(row, 'success') === false ? FAILED : undefined,
  };
}

/** Messages on both sides are TRL's, and a request with its `choices` OpenPipe's, which are written too. */
function isOther(row: Json): boolean {
  if (areMessages(memberOf(row, 'prompt')) && areMessages(memberOf(row, 'completion'))) return true;
  const isLogged = listMember(memberOf(row, 'output'), 'choices') !== undefined;
  return isLogged && areMessages(memberOf(memberOf(row, 'input') ?? null, 'messages'));
}

const FAILED = new ShapeError(['success'], 'is false: the answer failed its test');

function readTools(asked: Json): ReturnType<typeof readChatTools> {
  try {
    return readChatTools(asked);
  } catch (error) {
    // A request may also use tools of the service, which no row declares.
    if (error instanceof ShapeError) return undefined;
    throw error;
  }
}

function filled(row: Json, names: readonly string[]): string | undefined {
  return names.find((name) => (memberOf(row, name) ?? null) !== null);
}

/** A conversation that ends with the model needs no answer beside it. */
function isAnswered(asked: Said): boolean {
  return lastRole(asked) === 'model';
}

function lastRole(said: Said): string | undefined {
  const last =
    said.kind === 'messages' ? (said.messages.at(-1) ?? null) : said.kind === 'message' ? said.message : null;
  if (said.kind === 'text') return said.role;
  const role = memberOf(last, 'role');
  return typeof role === 'string' ? roleOf(role) : undefined;
}
