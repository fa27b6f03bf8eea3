import { isObject, type Json, type JsonObject } from '../../json.ts';
import { ShapeError } from '../format.ts';
import { areContents, isContent } from '../parts/gemini-turn.ts';
import { readGeminiTools } from '../parts/messages/tools.ts';
import { listMember, memberOf } from '../parts/rest.ts';
import { logFormat } from '../parts/said/log-format.ts';
import type { Said } from '../parts/said/said.ts';

const SYSTEM = ['systemInstruction', 'system_instruction'];

export default logFormat({
  id: 'gemini-batch',
  title: 'Gemini batch output',
  summary:
    'What a batch job of Gemini writes: the `request` with its `contents`, and the `response` with `candidates`.',
  order: 45,
  samples: [
    {
      status: '',
      request: {
        systemInstruction: { parts: [{ text: 'Be brief.' }] },
        contents: [{ role: 'user', parts: [{ text: 'Name a green gem.' }] }],
        generationConfig: { temperature: 0 },
      },
      response: {
        candidates: [{ content: { role: 'model', parts: [{ text: 'Emerald.' }] }, finishReason: 'STOP' }],
        modelVersion: 'gem-1',
      },
    },
    {
      key: 'q2',
      request: { contents: [{ parts: [{ text: 'And a red one?' }] }] },
      response: { candidates: [{ content: { parts: [{ text: 'Ruby.' }] } }] },
    },
  ],
  find(row) {
    const request = memberOf(row, 'request');
    const contents = listMember(request, 'contents');
    const isAnswered = ['response', 'status', 'error'].some((name) => memberOf(row, name) !== undefined);
    if (!isObject(request) || !contents || !areContents(contents) || !isAnswered) return null;
    const answer = candidateOf(row);
    return {
      reason: 'a request with contents and its response',
      said: [...systemOf(request), ...contents.map(askedAt), ...(answer ? [answer] : [])],
      known: ['request', 'response', 'status', 'error'],
      ...toolsOf(request),
      fault: faultOf(row, answer),
    };
  },
});

function toolsOf(request: JsonObject): { readonly tools?: readonly JsonObject[] } {
  try {
    const tools = readGeminiTools(request['tools']);
    return tools ? { tools } : {};
  } catch (error) {
    // A request may also use Google's own tools, which no row declares.
    if (error instanceof ShapeError) return {};
    throw error;
  }
}

function systemOf(request: JsonObject): Said[] {
  const name = SYSTEM.find((each) => isContent(request[each]));
  return name === undefined
    ? []
    : [{ path: ['request', name], kind: 'content', content: request[name] ?? null, role: 'system' }];
}

/** A request need not say that the user asks. */
function askedAt(content: Json, index: number): Said {
  const path = ['request', 'contents', index];
  const isNamed = typeof memberOf(content, 'role') === 'string';
  return { path, kind: 'content', content, ...(!isNamed && { role: 'user' }) };
}

function candidateOf(row: Json): Said | undefined {
  const [candidate = null] = listMember(memberOf(row, 'response'), 'candidates') ?? [];
  const content = memberOf(candidate, 'content') ?? null;
  const path = ['response', 'candidates', 0, 'content'];
  return isContent(content) ? { path, kind: 'content', content, role: 'model' } : undefined;
}

/** An answer that was stopped is half of one. */
function faultOf(row: Json, answer: Said | undefined): ShapeError | undefined {
  const [candidate = null] = listMember(memberOf(row, 'response'), 'candidates') ?? [];
  const ended = memberOf(candidate, 'finishReason') ?? 'STOP';
  if (answer && ended === 'STOP') return undefined;
  if (answer) {
    const why = `is ${JSON.stringify(ended)}: the answer is not whole`;
    return new ShapeError(['response', 'candidates', 0, 'finishReason'], why);
  }
  const status = memberOf(row, 'status') ?? memberOf(row, 'error') ?? null;
  return new ShapeError(['response'], `has no answer: the request failed with ${JSON.stringify(status)}`);
}
