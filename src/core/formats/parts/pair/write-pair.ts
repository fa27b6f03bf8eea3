import { scalarText } from '../../../example/column-text.ts';
import type { Example, Turn } from '../../../example/example.ts';
import { isObject, type Json, type JsonObject } from '../../../json.ts';
import { ShapeError } from '../../format.ts';
import { readDialogue } from '../dialogue.ts';
import { isMisfit, matchPair, type PairShape } from './pair-shape.ts';
import { memberOf, ownRest, ownSpelling } from '../rest.ts';
import { cutSide } from '../side.ts';
import { splitThought, turnText } from '../text-turn.ts';

/** An example as a row of a pair's shape. Throws `ShapeError` where it can't hold the example. */
export function writePair(example: Example, shape: PairShape): JsonObject {
  const { system, history, prompt, answer } = readDialogue(example, shape.title, { history: shape.history ?? false });
  const own = example.meta.format === shape.id;
  const rest = ownRest(example, shape.id);
  const row: Record<string, Json> = {
    ...rest,
    ...systemMember(system, example, shape),
    ...(own ? {} : freshSide(shape)),
    ...promptMembers(prompt, example, shape),
    ...answerMembers(answer, example, shape),
  };
  if (history.length > 0) row['history'] = history.map((turns) => turns.map((turn) => turnText(turn, shape.title)));
  const match = matchPair(row, shape);
  if (isMisfit(match)) throw new ShapeError([], `${shape.title} can't hold the example: ${match.why}`);
  return asBefore(row, example, shape);
}

/** A number stays one as long as nothing changed its text. */
function asBefore(row: JsonObject, example: Example, shape: PairShape): JsonObject {
  const { values } = ownSpelling(example, shape.id);
  if (!isObject(values)) return row;
  const entries = Object.entries(row).map(([name, text]): [string, Json] => {
    const value = memberOf(values, name);
    return [name, value !== undefined && scalarText(value) === text ? value : text];
  });
  return Object.fromEntries(entries);
}

/** The name under which the row's own format had this member, else the first. */
function nameFor(kind: string, names: readonly string[], example: Example, shape: PairShape): string {
  const own = ownSpelling(example, shape.id)[kind];
  return typeof own === 'string' && names.includes(own) ? own : (names[0] ?? kind);
}

function systemMember(system: Turn | undefined, example: Example, shape: PairShape): JsonObject {
  if (!shape.systems) {
    if (!system) return {};
    const why = 'fold it into the first question or strip it';
    throw new ShapeError([], `${shape.title} has no place for a system prompt: ${why}`);
  }
  const name = nameFor('system', shape.systems, example, shape);
  if (system) return { [name]: turnText(system, shape.title) };
  return shape.systemRequired && !hasAny(example, shape, shape.systems) ? { [name]: '' } : {};
}

function freshSide({ side, title }: PairShape): JsonObject {
  if (side?.fresh === 'refused') {
    const [name = ''] = side.names;
    throw new ShapeError([], `${title} needs a ${name} apart from the question, and the example tells of none`);
  }
  return side?.fresh === 'empty' ? { [side.names[0] ?? '']: '' } : {};
}

/** A prompt whose text was changed since it was read can't be told apart again: it all becomes the main text. */
function promptMembers(prompt: Turn, example: Example, shape: PairShape): JsonObject {
  const input = nameFor('input', shape.inputs, example, shape);
  const text = turnText(prompt, shape.title);
  if (!shape.side || example.meta.format !== shape.id) return { [input]: text };
  const name = nameFor('side', shape.side.names, example, shape);
  const side = prompt.extra?.['side'];
  const main = typeof side === 'string' ? cutSide(text, side, shape.side) : null;
  if (typeof side === 'string' && main !== null) return { [input]: main, [name]: side };
  const blank = shape.side.required && !hasAny(example, shape, shape.side.names) ? { [name]: '' } : {};
  return { [input]: text, ...blank };
}

function answerMembers(answer: Turn, example: Example, shape: PairShape): JsonObject {
  const output = nameFor('output', shape.outputs, example, shape);
  if (!shape.thoughts) return { [output]: turnText(answer, shape.title) };
  const { text, thought } = splitThought(answer, shape.title);
  if (thought === undefined) return { [output]: text };
  return { [nameFor('thought', shape.thoughts, example, shape)]: thought, [output]: text };
}

function hasAny(example: Example, { id }: PairShape, names: readonly string[]): boolean {
  const rest = ownRest(example, id);
  return names.some((name) => Object.hasOwn(rest, name));
}
