import type { Example } from '../../../example/example.ts';
import type { Json, JsonObject } from '../../../json.ts';
import { type Field, ShapeError } from '../../format.ts';
import { answerText } from '../answers.ts';
import { pairOf, readPair } from '../completions.ts';
import { oneExchange } from '../exchange.ts';
import { listMember, memberOf, requireObject, restOf, textMember } from '../rest.ts';
import { systemMembers, systemName, systemText, systemTextFields } from '../system-text.ts';
import { textTurn, turnText } from '../text-turn.ts';

interface Answer {
  readonly path: readonly [string, ...number[]];
  readonly text: string;
}

/** True for an Alpaca row with two answers: `chosen` and `rejected`, or both in `output`. */
export function isInstructionPair(row: Json): boolean {
  return typeof memberOf(row, 'instruction') === 'string' && answersOf(row) !== null;
}

export function readInstructionPair(row: Json, format: string): Example {
  const [good, bad] = answersOf(row) ?? [];
  if (!good || !bad || typeof memberOf(row, 'instruction') !== 'string')
    throw new ShapeError([], 'has no instruction and two answers');
  const prompt = [textMember(row, 'instruction'), textMember(row, 'input')].filter((text) => text !== '').join('\n');
  const system = systemText(row);
  const members = good.path[0] === 'output' ? ['output'] : ['chosen', 'rejected'];
  const rest = restOf(requireObject(row), ['instruction', 'input', ...members, ...systemMembers(row)]);
  return {
    turns: [...system, textTurn('user', prompt)],
    completions: pairOf([textTurn('model', good.text)], [textTurn('model', bad.text)]),
    meta: { format, rest },
  };
}

/** `row`: the one that the example came from, whose members it goes to. Throws `ShapeError` where it is more than that. */
export function writeInstructionPair(example: Example, row: Json, title: string): JsonObject {
  const { chosen, rejected } = readPair(example, title);
  const { system, prompt, answer } = oneExchange(example, title);
  if (!prompt || answer) throw new ShapeError([], `${title} with an instruction holds one question before the answers`);
  const [good, bad] = [answerText(chosen.turns, title), answerText(rejected.turns, title)];
  const answers: JsonObject = listMember(row, 'output') ? { output: [good, bad] } : { chosen: good, rejected: bad };
  return {
    ...(system && { [systemName(row) ?? 'system']: turnText(system, title) }),
    ...splitPrompt(turnText(prompt, title), row),
    ...answers,
  };
}

/** The prompt as instruction and input, whichever of them still is where it stood; else it all is the instruction. */
function splitPrompt(prompt: string, row: Json): JsonObject {
  const [instruction, input] = [textMember(row, 'instruction'), memberOf(row, 'input')];
  if (typeof input !== 'string') return { instruction: prompt };
  if (input !== '' && prompt.endsWith(`\n${input}`)) return { instruction: prompt.slice(0, -input.length - 1), input };
  if (instruction !== '' && prompt.startsWith(`${instruction}\n`)) {
    return { instruction, input: prompt.slice(instruction.length + 1) };
  }
  return { instruction: prompt, input: '' };
}

export function instructionPairFields(row: Json): Field[] {
  const [good, bad] = answersOf(row) ?? [];
  const texts = ['instruction', 'input'].filter((name) => typeof memberOf(row, name) === 'string');
  return [
    ...systemTextFields(row),
    ...texts.map((name): Field => ({ path: [name], role: 'input', text: textMember(row, name) })),
    ...(good ? [{ ...good, role: 'chosen' as const }] : []),
    ...(bad ? [{ ...bad, role: 'rejected' as const }] : []),
  ];
}

/** Where the two answers lie, the better one first. */
function answersOf(row: Json): readonly Answer[] | null {
  const [chosen, rejected] = [memberOf(row, 'chosen'), memberOf(row, 'rejected')];
  if (typeof chosen === 'string' && typeof rejected === 'string') {
    return [
      { path: ['chosen'], text: chosen },
      { path: ['rejected'], text: rejected },
    ];
  }
  const [good, bad, ...more] = listMember(row, 'output') ?? [];
  if (typeof good !== 'string' || typeof bad !== 'string' || more.length > 0) return null;
  return [
    { path: ['output', 0], text: good },
    { path: ['output', 1], text: bad },
  ];
}
