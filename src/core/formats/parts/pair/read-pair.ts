import { scalarText } from '../../../example/column-text.ts';
import type { Example, Turn } from '../../../example/example.ts';
import { isObject, type Json, type JsonObject } from '../../../json.ts';
import { ShapeError, type Field, type FieldRole } from '../../format.ts';
import { isExchange, isMisfit, isReadable, matchPair, pairText, type PairNames, type PairShape } from './pair-shape.ts';
import { memberOf, restOf } from '../rest.ts';
import { joinSide } from '../side.ts';
import { answerTurn, textTurn } from '../text-turn.ts';

/** A row of a pair's shape as an example. Throws `ShapeError` where the row has not this shape. */
export function readPair(row: Json, shape: PairShape): Example {
  const names = matchPair(row, shape);
  if (isMisfit(names)) throw new ShapeError(names.path, names.why);
  const text = (name: string | undefined): string => pairText(row, name ?? '');
  const history = shape.history ? historyOf(row) : [];
  const turns: Turn[] = [
    ...(names.system === undefined ? [] : [textTurn('system', text(names.system))]),
    ...history.flatMap(([question, answer]) => [textTurn('user', question), textTurn('model', answer)]),
    promptTurn(text(names.input), names.side === undefined ? null : text(names.side), shape),
    answerTurn(text(names.output), names.thought === undefined ? undefined : text(names.thought)),
  ];
  const known = [names.input, names.output, names.system, names.thought, names.side].filter(
    (name) => name !== undefined,
  );
  if (history.length > 0) known.push('history');
  const values = valuesOf(row, known);
  const named = spellingOf(names, shape);
  const spelling = (named ?? values) ? { ...named, ...(values && { values }) } : null;
  // matchPair lets objects through alone.
  const rest = isObject(row) ? restOf(row, known) : '{}';
  return { turns, meta: { format: shape.id, rest, ...(spelling && { spelling }) } };
}

function promptTurn(main: string, side: string | null, shape: PairShape): Turn {
  if (side === null || !shape.side) return textTurn('user', main);
  return textTurn('user', joinSide(main, side, shape.side), { side });
}

function historyOf(row: Json): readonly (readonly [string, string])[] {
  const history = memberOf(row, 'history');
  return Array.isArray(history) ? history.filter(isExchange) : [];
}

/** What is read as a text and is none. */
function valuesOf(row: Json, names: readonly string[]): JsonObject | null {
  const entries = names.flatMap((name): [string, Json][] => {
    const value = memberOf(row, name);
    return typeof value === 'number' || typeof value === 'boolean' ? [[name, value]] : [];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : null;
}

/** The names that are not the first of their kind. */
function spellingOf(names: PairNames, shape: PairShape): JsonObject | null {
  const kinds: readonly (readonly [string, string | undefined, readonly string[] | undefined])[] = [
    ['input', names.input, shape.inputs],
    ['output', names.output, shape.outputs],
    ['system', names.system, shape.systems],
    ['thought', names.thought, shape.thoughts],
    ['side', names.side, shape.side?.names],
  ];
  const entries = kinds.flatMap(([kind, name, all]): [string, string][] =>
    name === undefined || name === all?.[0] ? [] : [[kind, name]],
  );
  return entries.length > 0 ? Object.fromEntries(entries) : null;
}

/** The texts of a row of a pair's shape; none where it has not this shape. */
export function pairFields(row: Json, shape: PairShape): Field[] {
  const names = matchPair(row, shape);
  if (isMisfit(names) || !isObject(row)) return [];
  const fields: Field[] = [];
  const { side } = shape;
  addFields(fields, row, shape.systems, 'system');
  if (shape.history) fields.push(...historyFields(row));
  if (side?.place === 'before') addFields(fields, row, side.names, side.role);
  addField(fields, row, names.input, 'input');
  if (side?.place === 'after') addFields(fields, row, side.names, side.role);
  addFields(fields, row, shape.thoughts, 'other');
  addField(fields, row, names.output, 'output');
  return withOthers(row, fields);
}

function addFields(fields: Field[], row: JsonObject, names: readonly string[] | undefined, role: FieldRole): void {
  if (names) for (const name of names) addField(fields, row, name, role);
}

function addField(fields: Field[], row: JsonObject, name: string, role: FieldRole): void {
  const value = row[name];
  // A number that means something is read as its text; one that means nothing is not a text.
  const text = role === 'other' ? value : isReadable(value) ? scalarText(value) : null;
  if (typeof text === 'string' && Object.hasOwn(row, name)) fields.push({ path: [name], role, text });
}

function historyFields(row: JsonObject): Field[] {
  return historyOf(row).flatMap(([question, answer], at): Field[] => [
    { path: ['history', at, 0], role: 'input', text: question },
    { path: ['history', at, 1], role: 'output', text: answer },
  ]);
}

/** A top-level member as a field; none where it is not a text. */
export function textField(row: JsonObject, name: string, role: FieldRole): Field[] {
  const text = memberOf(row, name);
  return typeof text === 'string' ? [{ path: [name], role, text }] : [];
}

/** These fields and, after them, every other top-level text. */
export function withOthers(row: JsonObject, fields: readonly Field[]): Field[] {
  const all = [...fields];
  for (const name of Object.keys(row)) {
    if (!fields.some(({ path }) => path[0] === name)) addField(all, row, name, 'other');
  }
  return all;
}
