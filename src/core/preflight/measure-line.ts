import { isExchange } from '../formats/parts/pair/pair-shape.ts';
import type { Json } from '../json.ts';
import {
  allTurns,
  completionTurns,
  type LineTurn,
  mediaUri,
  member,
  partKind,
  systemOf,
  turnsOf,
  wordsOf,
} from '../rules/parts/gemini-line.ts';
import { countCharacters } from '../text/characters.ts';
import { addTokens, estimateTokens, NO_TOKENS, pairTokens, type TokenRange } from '../tokens/estimate-tokens.ts';

/** What is counted of a line. */
export interface LineMeasure {
  readonly inputCharacters: number;
  readonly outputCharacters: number;
  /** What one epoch is billed for. */
  readonly billed: TokenRange;
  /** The prompt with its longest answer. */
  readonly longest: TokenRange;
  readonly hasMedia: boolean;
  /** What goes in, for the key: what the user says and shows. Not the system prompt, which many rows share. */
  readonly inputs: readonly string[];
  /** What comes out, the better answer of two. */
  readonly outputs: readonly string[];
}

/** Counts a line in any format that a target takes. */
export function measureLine(value: Json): LineMeasure {
  if (member(value, 'contents') === undefined) return measurePair(value);
  return member(value, 'completions') === undefined ? measureTurns(value) : measurePreference(value);
}

function measurePair(value: Json): LineMeasure {
  const [input, output] = isExchange(value)
    ? value
    : [asText(member(value, 'text_input', 'textInput')), asText(member(value, 'output'))];
  const tokens = estimateTokens(input, output);
  return {
    ...{ billed: tokens, longest: tokens, hasMedia: false },
    ...countSides([input], [output]),
  };
}

function measureTurns(value: Json): LineMeasure {
  const turns = turnsOf(value);
  const outputs = wordsOf(turns.filter(({ role }) => role === 'model'));
  const prompt = promptWords(value, turns);
  const all = estimateTokens(...prompt, ...outputs);
  return { ...{ billed: all, longest: all, hasMedia: hasMedia(value) }, ...countSides(inputsOf(turns), outputs) };
}

function measurePreference(value: Json): LineMeasure {
  const turns = turnsOf(value);
  const prompt = estimateTokens(...promptWords(value, turns), ...wordsOf(turns.filter(({ role }) => role === 'model')));
  const answers = completionTurns(value).map((turn) => wordsOf([turn]));
  const counts = answers.map((words) => estimateTokens(...words));
  const longest = counts.reduce((most, each) => (each.likely > most.likely ? each : most), NO_TOKENS);
  return {
    billed: pairTokens(prompt, counts.reduce(addTokens, NO_TOKENS)),
    longest: addTokens(prompt, longest),
    hasMedia: hasMedia(value),
    ...countSides(inputsOf(turns), answers.flat()),
  };
}

function promptWords(value: Json, turns: readonly LineTurn[]): readonly string[] {
  const system = systemOf(value);
  const tools = member(value, 'tools');
  return [
    ...(system ? wordsOf([system]) : []),
    ...(tools === undefined ? [] : [JSON.stringify(tools)]),
    ...wordsOf(turns.filter(({ role }) => role !== 'model')),
  ];
}

/** Media counts by where it is, or by its bytes. */
function inputsOf(turns: readonly LineTurn[]): readonly string[] {
  const asked = turns.filter(({ role }) => role !== 'model');
  const media = asked.flatMap(({ parts }) => parts.filter((part) => partKind(part) === 'media'));
  return [...wordsOf(asked), ...media.map((part) => JSON.stringify(mediaUri(part) ?? part))];
}

function hasMedia(value: Json): boolean {
  return allTurns(value).some(({ parts }) => parts.some((part) => partKind(part) === 'media'));
}

function countSides(
  inputs: readonly string[],
  outputs: readonly string[],
): Pick<LineMeasure, 'inputs' | 'outputs' | 'inputCharacters' | 'outputCharacters'> {
  const count = (texts: readonly string[]): number => texts.reduce((sum, text) => sum + countCharacters(text), 0);
  return { inputs, outputs, inputCharacters: count(inputs), outputCharacters: count(outputs) };
}

function asText(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
