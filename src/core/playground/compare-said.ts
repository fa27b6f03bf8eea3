import { equalJson } from '../conversion/equal-json.ts';
import { isObject, type Json } from '../json.ts';
import type { Answer } from '../tuning/generation.ts';

/** A call of a function. */
export interface SaidCall {
  readonly name: string;
  readonly args: Json;
}

/** What an answer comes to: its words, and the functions that it calls. */
export interface Said {
  readonly text: string;
  readonly calls: readonly SaidCall[];
}

/** How an answer compares with what was expected. */
export type Comparison =
  | { readonly kind: 'equal' }
  /** The same value, spelled otherwise: order of keys, white space, a code block around it. */
  | { readonly kind: 'equal-value' }
  /** Each a sentence. */
  | { readonly kind: 'different'; readonly why: readonly string[] };

/** What a model has answered. Parts that are neither text nor calls are passed over. */
export function saidBy({ text, other }: Pick<Answer, 'text' | 'other'>): Said {
  return { text, calls: other.flatMap(callOf) };
}

function callOf(part: string): SaidCall[] {
  // A service's part, which was JSON when it came.
  const call = (JSON.parse(part) as { readonly functionCall?: Json }).functionCall;
  if (!isObject(call) || typeof call['name'] !== 'string') return [];
  return [{ name: call['name'], args: call['args'] ?? {} }];
}

/**
 * Compares what answers mean, not their spelling: calls by their names and arguments in any order, JSON by its value, all other text
 * but for white space around it.
 */
export function compareSaid(expected: Said, answer: Said): Comparison {
  const why = [...differencesOfCalls(expected.calls, answer.calls)];
  const texts = compareTexts(expected.text, answer.text);
  // Words beside a call are no part of what was learnt where the row has none.
  const countsText = expected.text.trim() !== '' || expected.calls.length === 0;
  if (countsText && texts === 'different') why.push(textDifference(expected, answer));
  if (why.length > 0) return { kind: 'different', why };
  return countsText && texts === 'equal-value' ? { kind: 'equal-value' } : { kind: 'equal' };
}

function textDifference(expected: Said, answer: Said): string {
  if (answer.text.trim() === '') return 'It has no text, and some was expected.';
  if (expected.text.trim() === '') return 'It has text, and none was expected.';
  return 'The text is another one.';
}

/** The text without a code block around it. */
const FENCED = /^```[\w-]*\s*\n([^]*?)\n?```$/;

function compareTexts(expected: string, answer: string): 'equal' | 'equal-value' | 'different' {
  const [one, other] = [expected.trim(), answer.trim()];
  if (one === other) return 'equal';
  const [value, said] = [valueOf(one), valueOf(other)];
  return value !== undefined && said !== undefined && equalJson(value, said) ? 'equal-value' : 'different';
}

/** The object or list that a text is as JSON, alone or as a code block; undefined for all else. */
function valueOf(text: string): Json | undefined {
  const inner = (FENCED.exec(text)?.[1] ?? text).trim();
  if (!/^[[{]/.test(inner)) return undefined;
  try {
    return JSON.parse(inner) as Json; // JSON.parse gives nothing else
  } catch {
    return undefined;
  }
}

function differencesOfCalls(expected: readonly SaidCall[], said: readonly SaidCall[]): readonly string[] {
  const left = [...said];
  const missing = expected.filter((call) => {
    const at = left.findIndex((each) => isSameCall(call, each));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  const pairs = missing.map((call) => {
    const at = left.findIndex(({ name }) => name === call.name);
    const near = at < 0 ? undefined : left.splice(at, 1)[0];
    if (near) return `It calls ${call.name} with other arguments: ${differencesOfArgs(call.args, near.args)}.`;
    return `It doesn’t call ${call.name}.`;
  });
  return [...pairs, ...left.map(({ name }) => `It calls ${name}, which was not expected.`)];
}

function isSameCall(one: SaidCall, other: SaidCall): boolean {
  return one.name === other.name && equalJson(one.args, other.args);
}

/** "city is "Rome" instead of "Paris", unit is missing". */
function differencesOfArgs(expected: Json, said: Json): string {
  if (!isObject(expected) || !isObject(said)) return `${JSON.stringify(said)} instead of ${JSON.stringify(expected)}`;
  const names = [...new Set([...Object.keys(expected), ...Object.keys(said)])];
  return names
    .filter((name) => !equalJson(expected[name], said[name]))
    .map((name) => {
      if (!Object.hasOwn(said, name)) return `${name} is missing`;
      if (!Object.hasOwn(expected, name)) return `${name} is ${JSON.stringify(said[name])}, and was not expected`;
      return `${name} is ${JSON.stringify(said[name])} instead of ${JSON.stringify(expected[name])}`;
    })
    .join(', ');
}
