import { isObject, type Json, type JsonObject } from '../../json.ts';

/** What a part of a turn is. `other`: nothing that the service knows, or several things at once. */
export type PartKind = 'text' | 'thought' | 'media' | 'call' | 'response' | 'other';

export interface LineTurn {
  /** Where it stands: `contents[2]`. */
  readonly place: string;
  readonly role: Json | undefined;
  readonly parts: readonly Json[];
}

const KINDS: Readonly<Record<string, PartKind>> = {
  text: 'text',
  fileData: 'media',
  file_data: 'media',
  inlineData: 'media',
  inline_data: 'media',
  functionCall: 'call',
  function_call: 'call',
  functionResponse: 'response',
  function_response: 'response',
};

/** A member of what may be an object, under any of its spellings. */
export function member(value: Json | undefined, ...names: readonly string[]): Json | undefined {
  if (!isObject(value)) return undefined;
  const name = names.find((each) => Object.hasOwn(value, each));
  return name === undefined ? undefined : value[name];
}

/** The turns of a line, without its system instruction. */
export function turnsOf(value: Json): readonly LineTurn[] {
  const contents = member(value, 'contents');
  return Array.isArray(contents) ? contents.map((turn: Json, index) => readTurn(turn, `contents[${index}]`)) : [];
}

export function systemOf(value: Json): LineTurn | null {
  const system = member(value, 'systemInstruction', 'system_instruction');
  return system === undefined ? null : readTurn(system, 'systemInstruction');
}

/** The answers of a preference line. */
export function completionsOf(value: Json): readonly JsonObject[] {
  const completions = member(value, 'completions');
  return Array.isArray(completions) ? completions.filter((item: Json) => isObject(item)) : [];
}

export function completionTurns(value: Json): readonly LineTurn[] {
  return completionsOf(value).map((item, index) =>
    readTurn(item['completion'] ?? null, `completions[${index}].completion`),
  );
}

/** Every turn of a line, in reading order. */
export function allTurns(value: Json): readonly LineTurn[] {
  const system = systemOf(value);
  return [...(system ? [system] : []), ...turnsOf(value), ...completionTurns(value)];
}

export function partKind(part: Json): PartKind {
  if (!isObject(part)) return 'other';
  const [name, ...more] = Object.keys(part);
  if (part['thought'] === true && typeof part['text'] === 'string') return 'thought';
  if (name === undefined || more.length > 0) return 'other';
  return KINDS[name] ?? 'other';
}

/** The text of a part of text; null for any other part. */
export function partText(part: Json): string | null {
  const text = member(part, 'text');
  return typeof text === 'string' ? text : null;
}

/** What a media part points to; null where it holds its bytes itself. */
export function mediaUri(part: Json): Json | null {
  return member(member(part, 'fileData', 'file_data'), 'fileUri', 'file_uri') ?? null;
}

/** All texts of turns, and what is no text as JSON, since the model reads that too. Media is passed over. */
export function wordsOf(turns: readonly LineTurn[]): readonly string[] {
  return turns.flatMap(({ parts }) =>
    parts.flatMap((part) => {
      const text = partText(part);
      if (text !== null) return [text];
      return partKind(part) === 'media' ? [] : [JSON.stringify(part)];
    }),
  );
}

function readTurn(value: Json, place: string): LineTurn {
  const parts = member(value, 'parts');
  // The cast: `Array.isArray` forgets what a list of JSON holds.
  return { place, role: member(value, 'role'), parts: Array.isArray(parts) ? (parts as readonly Json[]) : [] };
}
