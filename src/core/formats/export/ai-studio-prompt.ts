import type { Part, Role, Turn } from '../../example/example.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { ShapeError, type Field } from '../format.ts';
import { readSystem, systemFields } from '../parts/gemini-system.ts';
import { fieldRole } from '../parts/messages/messages.ts';
import { roleOf } from '../parts/messages/roles.ts';
import { onlyRead } from '../parts/only-read.ts';
import { listMember, memberOf, requireObject, restOf, textMember } from '../parts/rest.ts';
import { textTurn } from '../parts/text-turn.ts';

const ID = 'ai-studio-prompt';
const TITLE = 'AI Studio prompt';
const PROMPT = 'chunkedPrompt';
const SYSTEM = 'systemInstruction';

export default onlyRead({
  id: ID,
  title: TITLE,
  summary: 'A chat that Google AI Studio saved to Drive: `chunkedPrompt` with chunks, and a system instruction.',
  kind: 'conversation',
  order: 206,
  samples: [
    {
      runSettings: { temperature: 1, model: 'models/gemini-2.5-pro' },
      [SYSTEM]: { parts: [{ text: 'You sell gems.' }] },
      [PROMPT]: {
        chunks: [
          { text: 'Name a blue gem.', role: 'user', tokenCount: 5 },
          { text: 'Blue: sapphire.', role: 'model', isThought: true, tokenCount: 4 },
          { text: 'Sapphire.', role: 'model', finishReason: 'STOP', tokenCount: 3 },
        ],
        pendingInputs: [{ text: '', role: 'user' }],
      },
    },
    {
      [SYSTEM]: {},
      [PROMPT]: {
        chunks: [
          { inlineImage: { mimeType: 'image/png', data: 'AA==' }, role: 'user' },
          { text: 'Which gem?', role: 'user' },
          { text: 'An opal.', role: 'model' },
        ],
      },
    },
  ],
  detect: (row) => (chunksOf(row) ? 'a chunkedPrompt with chunks' : null),
  toExample(row) {
    const chunks = chunksOf(row);
    if (!chunks) throw new ShapeError([PROMPT], 'has no chunks of a user and a model');
    const turns: Turn[] = systemOf(row);
    for (const chunk of chunks) addChunk(turns, roleIn(chunk) ?? 'user', readChunk(chunk));
    return { turns, meta: { format: ID, rest: restOf(requireObject(row), [PROMPT, SYSTEM]) } };
  },
  fields: (row) => [
    ...systemTexts(row),
    ...(chunksOf(row) ?? []).flatMap((chunk, at): Field[] => {
      const role = roleIn(chunk);
      const text = memberOf(chunk, 'text');
      if (!role || typeof text !== 'string' || chunk['isThought'] === true) return [];
      return [{ path: [PROMPT, 'chunks', at, 'text'], role: fieldRole(role), text }];
    }),
  ],
});

function chunksOf(row: Json): readonly JsonObject[] | undefined {
  const chunks = listMember(memberOf(row, PROMPT), 'chunks');
  const known = chunks?.filter((chunk): chunk is JsonObject => isObject(chunk) && roleIn(chunk) !== undefined);
  return known && known.length === chunks?.length ? known : undefined;
}

function roleIn(chunk: JsonObject): Role | undefined {
  return roleOf(textMember(chunk, 'role'));
}

/** Its own spelling is Gemini's; an early one is a text alone. */
function systemOf(row: Json): Turn[] {
  const text = textMember(memberOf(row, SYSTEM) ?? null, 'text');
  if (text !== '') return [textTurn('system', text)];
  const parts = listMember(memberOf(row, SYSTEM), 'parts') ?? [];
  return parts.length > 0 ? readSystem(row) : [];
}

function systemTexts(row: Json): Field[] {
  const text = textMember(memberOf(row, SYSTEM) ?? null, 'text');
  return text === '' ? systemFields(row) : [{ path: [SYSTEM, 'text'], role: 'system', text }];
}

/** Chunks of one speaker in a row are one turn: thoughts, files and texts. */
function addChunk(turns: Turn[], role: Role, part: Part): void {
  const last = turns.at(-1);
  if (last?.role === role) turns[turns.length - 1] = { ...last, parts: [...last.parts, part] };
  else turns.push({ role, parts: [part] });
}

function readChunk(chunk: JsonObject): Part {
  const text = memberOf(chunk, 'text');
  if (typeof text === 'string' && text !== '') return { kind: chunk['isThought'] === true ? 'thought' : 'text', text };
  for (const inline of ['inlineImage', 'inlineFile', 'inlineAudio', 'inlineData']) {
    const mimeType = textMember(memberOf(chunk, inline) ?? null, 'mimeType');
    const data = textMember(memberOf(chunk, inline) ?? null, 'data');
    if (mimeType !== '' && data !== '') return { kind: 'media', mimeType, data };
  }
  // A file on Drive, which nobody but its owner can read.
  return typeof text === 'string' ? { kind: 'text', text } : { kind: 'raw', json: JSON.stringify(chunk) };
}
