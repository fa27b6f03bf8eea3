import type { Example } from '../../example/example.ts';
import { COLUMNS_FORMAT } from '../../example/columns-to-example.ts';
import type { FormatKind } from '../../formats/format.ts';
import { systemMembers, systemText } from '../../formats/parts/system-text.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import type { Drop } from '../../recipe/step.ts';
import { firstBeside, placeMedia } from './place-media.ts';

/** Most rows say at once that they have nothing of it, and needn't be parsed. */
const NAMES =
  /"(?:system|preamble|instructions|developer|系统|images?|image_\w+|videos?|video_\w+|audios?|audio_\w+|weight)[^"]*":/i;

/**
 * The example with what its row has beside the turns and its format passes over though it belongs to them: a system prompt,
 * media that a text names, a weight of the whole row. Refused where media can't be told to belong to which place.
 */
export function withBeside(example: Example, kind: FormatKind, keepsBeside: boolean): Example | Drop {
  if (!NAMES.test(example.meta.rest)) return example;
  // What `restOf` wrote is JSON.
  const rest = JSON.parse(example.meta.rest) as Json;
  if (!isObject(rest)) return example;
  const whole = withWeight(withSystem(example, rest), rest, kind);
  return keepsBeside || firstBeside(rest) === undefined ? whole : placeMedia(whole, rest);
}

/**
 * The example with the system prompt that a row of its target's own format has under a name which that format does not know.
 * The same example where there is none.
 */
export function withSystemBeside(example: Example): Example {
  if (!NAMES.test(example.meta.rest)) return example;
  // What `restOf` wrote is JSON.
  const rest = JSON.parse(example.meta.rest) as Json;
  return isObject(rest) ? withSystem(example, rest) : example;
}

/** Of columns people have said themselves what they mean. */
function withSystem(example: Example, rest: JsonObject): Example {
  const [turn] = example.meta.format === COLUMNS_FORMAT ? [] : systemText(rest);
  if (!turn || example.turns.some((other) => isSameSystem(other, turn))) return example;
  return { ...example, turns: [turn, ...example.turns], meta: withoutRest(example.meta, rest, systemMembers(rest)) };
}

function isSameSystem(one: Example['turns'][number], other: Example['turns'][number]): boolean {
  return one.role === 'system' && JSON.stringify(one.parts) === JSON.stringify(other.parts);
}

/** Of a conversation: beside a pair `weight` may be what something weighs. */
function withWeight(example: Example, rest: JsonObject, kind: FormatKind): Example {
  if (kind !== 'conversation' || rest['weight'] !== 0 || example.completions) return example;
  return { ...example, turns: example.turns.map((turn) => (turn.role === 'model' ? { ...turn, weight: 0 } : turn)) };
}

function withoutRest(meta: Example['meta'], rest: JsonObject, names: readonly string[]): Example['meta'] {
  const left = Object.entries(rest).filter(([name]) => !names.includes(name));
  return { ...meta, rest: JSON.stringify(Object.fromEntries(left)) };
}
