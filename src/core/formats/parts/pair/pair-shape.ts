import { isObject, type Json, type JsonObject } from '../../../json.ts';
import type { Path } from '../../../row/edit.ts';
import type { FieldRole, Format } from '../../format.ts';
import { scalarText } from '../../../example/column-text.ts';
import { memberOf } from '../rest.ts';

/** A text beside the main one that is part of the prompt. */
export interface Side {
  readonly names: readonly string[];
  readonly role: FieldRole;
  /** Where it is in the prompt, seen from the main text. */
  readonly place: 'before' | 'after';
  readonly between: string;
  /** True where the shape is known by it, so that it is written empty rather than not at all. */
  readonly required?: boolean;
  /** What a row made from another format's example gets. */
  readonly fresh: 'nothing' | 'empty' | 'refused';
}

/** A flat object with a question and an answer. Of several names for a member the first is what is written. */
export interface PairShape extends Pick<Format, 'id' | 'title' | 'summary' | 'order' | 'samples' | 'readOnly'> {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly systems?: readonly string[];
  /** True where the shape is known by its system prompt, so that it is written empty rather than not at all. */
  readonly systemRequired?: boolean;
  readonly thoughts?: readonly string[];
  readonly side?: Side;
  /** True where earlier turns may be under `history`, as `[question, answer]` each. */
  readonly history?: boolean;
  /** Members by which a row is of another shape. */
  readonly without?: readonly string[];
  /** What the answer must look like, and the same in words. */
  readonly answer?: { readonly pattern: RegExp; readonly words: string };
}

/** Which of a shape's names a row uses. */
export interface PairNames {
  readonly input: string;
  readonly output: string;
  readonly system: string | undefined;
  readonly thought: string | undefined;
  readonly side: string | undefined;
}

/** The place where a row is not of a shape, and why. */
export interface Misfit {
  readonly path: Path;
  readonly why: string;
}

/** The names that a row uses, or why it is not of this shape. */
export function matchPair(row: Json, shape: PairShape): PairNames | Misfit {
  if (!isObject(row)) return { path: [], why: `${shape.title} is an object, and the row is none` };
  const other = shape.without?.find((name) => memberOf(row, name) !== undefined);
  if (other !== undefined) return { path: [other], why: `${shape.title} has no "${other}"` };
  const input = nameOf(row, shape.inputs);
  const output = nameOf(row, shape.outputs);
  const { side } = shape;
  if (input === undefined) return missing(row, shape.inputs);
  if (output === undefined) return missing(row, shape.outputs);
  if (side?.required && !side.names.some((name) => memberOf(row, name) !== undefined)) return missing(row, side.names);
  if (shape.systemRequired && nameOf(row, shape.systems) === undefined) return missing(row, shape.systems ?? []);
  return findMisfit(row, output, shape) ?? { input, output, ...optionalNames(row, shape) };
}

export function isMisfit(match: PairNames | Misfit): match is Misfit {
  return 'why' in match;
}

function optionalNames(row: JsonObject, shape: PairShape): Pick<PairNames, 'system' | 'thought' | 'side'> {
  return {
    system: filledName(row, shape.systems),
    thought: filledName(row, shape.thoughts),
    side: filledName(row, shape.side?.names),
  };
}

function findMisfit(row: JsonObject, output: string, shape: PairShape): Misfit | null {
  for (const name of optionalTexts(shape)) {
    const value = row[name] ?? null;
    if (Object.hasOwn(row, name) && value !== null && !isReadable(value)) {
      return { path: [name], why: `is ${kindOf(value)}, not a text` };
    }
  }
  const history = shape.history ? (memberOf(row, 'history') ?? null) : null;
  if (history !== null && !(Array.isArray(history) && history.every(isExchange))) {
    return { path: ['history'], why: 'is not a list of [question, answer]' };
  }
  if (shape.answer && !shape.answer.pattern.test(pairText(row, output))) {
    return { path: [output], why: `the answer has no ${shape.answer.words}` };
  }
  return null;
}

/** Made once a shape: rows are matched by the million. */
const optional = new WeakMap<PairShape, readonly string[]>();

/** Every name under which a shape may have a text beside its question and answer. */
function optionalTexts(shape: PairShape): readonly string[] {
  let names = optional.get(shape);
  if (!names) {
    names = [...(shape.systems ?? []), ...(shape.thoughts ?? []), ...(shape.side?.names ?? [])];
    optional.set(shape, names);
  }
  return names;
}

/** One earlier turn of each side. */
export function isExchange(value: Json): value is readonly [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every((text) => typeof text === 'string');
}

function missing(row: JsonObject, names: readonly string[]): Misfit {
  const name = names.find((each) => Object.hasOwn(row, each));
  if (name !== undefined) return { path: [name], why: `is ${kindOf(row[name])}, not a text` };
  // Of the names in all languages the first few say enough.
  const known = names.slice(0, 2).map((each) => `"${each}"`);
  return { path: [], why: `the row has no text under ${known.join(' or ')}` };
}

function kindOf(value: Json | undefined): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'number') return 'a number of too many digits';
  return Array.isArray(value) ? 'a list' : 'an object';
}

/** True for a row that has a question and an answer under a shape's names, whatever they hold. */
export function isNearPair(row: Json, shape: PairShape): boolean {
  if (!isObject(row) || shape.without?.some((name) => Object.hasOwn(row, name))) return false;
  return [shape.inputs, shape.outputs].every((names) => names.some((name) => Object.hasOwn(row, name)));
}

/** True for a text, and for a number or a switch, which can be read as one; not for a whole number that is rounded. */
export function isReadable(value: Json | undefined): boolean {
  if (typeof value === 'number') return !Number.isInteger(value) || Number.isSafeInteger(value);
  return typeof value === 'string' || typeof value === 'boolean';
}

/** A member of a pair as its text; empty where it has none. */
export function pairText(row: Json, name: string): string {
  return scalarText(memberOf(row, name)) ?? '';
}

function nameOf(row: JsonObject, names: readonly string[] = []): string | undefined {
  // A loop: this runs several times for each of a million rows.
  for (const name of names) if (isReadable(row[name]) && Object.hasOwn(row, name)) return name;
  return undefined;
}

/** An empty text is not read: it stays in the rest as it is, and so does null. */
function filledName(row: JsonObject, names: readonly string[] = []): string | undefined {
  return names.find((name) => isReadable(memberOf(row, name)) && memberOf(row, name) !== '');
}
