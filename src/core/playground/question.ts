import { labelToAnswer } from '../conversion/changes/labels.ts';
import { mergeTurns } from '../conversion/changes/merge-turns.ts';
import type { Completion, Example, Part, Turn } from '../example/example.ts';
import type { JsonObject } from '../json.ts';
import { Drop } from '../recipe/step.ts';
import type { SaidCall } from './compare-said.ts';

/** An example taken apart: what is asked, and what should come out. */
export interface Question {
  /** All turns before the answer, system turns included. */
  readonly turns: readonly Turn[];
  /** The text of the answer; null where the example has none, empty where it is calls alone. */
  readonly expected: string | null;
  /** The functions that the answer calls; absent where it calls none. */
  readonly calls?: readonly SaidCall[];
  /** The functions that can be called; absent where there are none. */
  readonly tools?: readonly JsonObject[];
}

/**
 * The question of an example: everything before its last model turn or its class, or before the last turn of the best of its
 * completions. Consecutive messages by the same speaker are one, as in the lines that a model learns from.
 */
export function questionOf(example: Example): Question {
  const { completions = [], ...plain } = mergeTurns(example);
  const { tools = [] } = plain;
  return { ...askedBy(plain, completions), ...(tools.length > 0 && { tools }) };
}

function askedBy(plain: Example, completions: readonly Completion[]): Question {
  if (completions.length === 0) return splitAnswer(plain);
  const best = bestTurns(completions);
  if (best.every(({ role }) => role !== 'model')) return { turns: plain.turns, expected: null };
  return splitAnswer({ turns: [...plain.turns, ...best], meta: plain.meta });
}

function splitAnswer(example: Example): Question {
  const answered = labelToAnswer(example);
  const said = answered instanceof Drop ? example.turns : answered.turns;
  const last = said.findLastIndex(({ role }) => role === 'model');
  if (last < 0) return { turns: example.turns, expected: null };
  const turns = said.slice(0, last);
  if (answered instanceof Drop) return { turns, expected: null };
  const parts = said[last]?.parts ?? [];
  const calls = parts.flatMap((part) => (part.kind === 'call' ? [{ name: part.name, args: part.args }] : []));
  return { turns, expected: textOf(parts), ...(calls.length > 0 && { calls }) };
}

/** The texts of parts, each beginning a line; what is no text is left out. */
function textOf(parts: readonly Part[]): string {
  return parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])).join('\n');
}

/**
 * The system instruction and the one prompt of turns that are no more than that; null where they are a conversation. What the
 * model says before anybody asks is passed over: no line has it.
 */
export function plainPrompt(turns: readonly Turn[]): { readonly system: string; readonly prompt: string } | null {
  const { system, others } = splitSystem(turns);
  const asked = others.slice(
    Math.max(
      0,
      others.findIndex(({ role }) => role === 'user'),
    ),
  );
  const [only] = asked;
  const isPlain = turns.every(({ parts }) => parts.every(({ kind }) => kind === 'text'));
  if (asked.length !== 1 || only?.role !== 'user' || !isPlain) return null;
  return { system, prompt: textOf(only.parts) };
}

/** Turns as the fields of a question have them. */
export interface AskedFields {
  readonly system: string;
  /** What is before the prompt, in its order. */
  readonly before: readonly Turn[];
  /** Empty where the last turn can't be typed: the result of a tool, or an image. */
  readonly prompt: string;
}

/** Takes turns apart into fields; all of them together say the same again. */
export function askedFields(turns: readonly Turn[]): AskedFields {
  const { system, others } = splitSystem(turns);
  const last = others.at(-1);
  const isTyped = last?.role === 'user' && last.parts.every(({ kind }) => kind === 'text');
  return {
    system,
    before: isTyped ? others.slice(0, -1) : others,
    prompt: isTyped ? textOf(last.parts) : '',
  };
}

/** The system instruction as one text, and the other turns. */
function splitSystem(turns: readonly Turn[]): { readonly system: string; readonly others: readonly Turn[] } {
  const system = turns.filter(({ role }) => role === 'system').map(({ parts }) => textOf(parts));
  return { system: system.join('\n'), others: turns.filter(({ role }) => role !== 'system') };
}

function bestTurns(completions: readonly Completion[]): readonly Turn[] {
  const [best] = [...completions].sort((a, b) => (b.score ?? 0) - (a.score ?? 0));
  return best?.turns ?? [];
}
