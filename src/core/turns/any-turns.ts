import { isList, isObject, type Json, type JsonObject } from '../json.ts';

/** Members that say who speaks, the likeliest first. */
const SPEAKERS = ['role', 'from', 'author', 'sender', 'speaker', 'type'] as const;
/** Members that say what. */
const SAID = ['content', 'value', 'text', 'parts', 'message', 'body', 'tool_calls', 'function_call'];

/** Who says something in a list of turns: the member with the name, and the object that has it. */
export interface SpokenTurn {
  readonly turn: JsonObject;
  readonly member: string;
  readonly name: string;
}

/** The turns of a list in which everybody has a name and says something, whatever the members are called; null for all else. */
export function spokenTurns(value: Json): readonly SpokenTurn[] | null {
  if (!isList(value) || value.length === 0) return null;
  const turns: SpokenTurn[] = [];
  for (const item of value) {
    const turn = isObject(item) ? spokenTurn(item) : undefined;
    if (!turn) return null;
    turns.push(turn);
  }
  return turns;
}

function spokenTurn(turn: JsonObject): SpokenTurn | undefined {
  if (!SAID.some((name) => Object.hasOwn(turn, name))) return undefined;
  for (const member of SPEAKERS) {
    const name = Object.hasOwn(turn, member) ? turn[member] : undefined;
    // A part of a message has a type and a text too.
    const isName = typeof name === 'string' && (member !== 'type' || !PART_TYPES.has(name));
    if (isName) return { turn, member, name };
  }
  return undefined;
}

const PART_TYPES = new Set([
  'text',
  'input_text',
  'output_text',
  'message',
  'image_url',
  'reasoning',
  'tool_call',
  'function',
  ...['tool_use', 'tool_result', 'image', 'input_image', 'document', 'thinking', 'video', 'audio', 'input_audio'],
]);
