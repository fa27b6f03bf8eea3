import type { Completion, Example, Turn } from '../example/example.ts';
import type { Format } from '../formats/format.ts';
import type { MediaPlace } from './changes/refuse-media.ts';
import {
  ignoresSystem,
  learnsEveryAnswer,
  mediaPlace,
  refusesEmptyTurns,
  refusesThoughts,
  wantsAlternatingTurns,
  wantsCallsApart,
  wantsSystemOnTop,
} from './trainers.ts';
import { sayTurn, textOfTurn } from './changes/turn-text.ts';

/** What a format can hold, and so what has to happen to an example before it is written. */
export interface Needs {
  readonly system: 'anywhere' | 'top' | 'nowhere';
  readonly turns: 'several' | 'one exchange';
  /** Thoughts as parts of their own. */
  readonly thoughts: boolean;
  readonly answers: 'ranked' | 'pair' | 'one';
  /** A class beside a text without an answer. */
  readonly label: boolean;
  /** Whether an answer is good. */
  readonly unpaired: boolean;
  /** An exchange at all, rather than one text. */
  readonly exchange: boolean;
  /** No two turns of one role in a row. */
  readonly alternating: boolean;
  readonly neverEmpty: boolean;
  readonly media: MediaPlace;
  /** Weights mean nothing: every answer of the model is learnt. */
  readonly learnsAll: boolean;
  /** Each answer of a tool names its call. */
  readonly linkedCalls: boolean;
  /** Calls and answers of tools as turns of their own. */
  readonly callsApart: boolean;
}

const ASK = sayTurn('user', 'Ask.');
const MORE = sayTurn('user', 'More.');
const SYSTEM = sayTurn('system', 'Rule.');
const ANSWER = sayTurn('model', 'Answer.');
const OTHER = sayTurn('model', 'Other.');
const THIRD = sayTurn('model', 'Third.');
const THOUGHT: Turn = { role: 'model', parts: [{ kind: 'thought', text: 'Why?' }, ...ANSWER.parts] };

const known = new WeakMap<Format, Needs>();

/** Asked of the format itself: what comes back as it was written can be held. Asked once a format. */
export function needsOf(format: Format): Needs {
  let needs = known.get(format);
  if (!needs) known.set(format, (needs = findNeeds(format)));
  return needs;
}

/**
 * The needs of an example that came in the very format that is written: what it has, that holds, so only what was asked is
 * done to it.
 */
export function heldNeeds(example: Example, needs: Needs): Needs {
  const { turns, completions, label } = example;
  const lists = [turns, ...(completions ?? []).map((completion) => completion.turns)];
  const isThinking = lists.flat().some(({ parts }) => parts.some(({ kind }) => kind === 'thought'));
  const said = turns.filter(({ role }) => role !== 'system').length;
  return {
    ...needs,
    ...(said < turns.length && { system: 'anywhere' }),
    ...(said > (completions ? 1 : 2) && { turns: 'several' }),
    ...(label !== undefined && { label: true, unpaired: true }),
    thoughts: needs.thoughts || isThinking,
    ...{ neverEmpty: false, media: 'anywhere', linkedCalls: false, callsApart: false },
    answers: completions ? 'ranked' : 'one',
  };
}

function findNeeds(format: Format): Needs {
  const answers = findAnswers(format);
  const holdsTurns = (prompt: readonly Turn[], answer = ANSWER): boolean =>
    answers === 'one'
      ? holds(format, { turns: [...prompt, answer] }) || holds(format, { turns: [...prompt, answer], label: true })
      : holds(format, { turns: prompt, completions: pairOf(answer) });
  const atTop = !ignoresSystem(format.id) && holdsTurns([SYSTEM, ASK]);
  const isAnywhere =
    atTop && !wantsSystemOnTop(format.id) && holdsTurns([SYSTEM, ASK, OTHER, sayTurn('system', 'Later.'), ASK]);
  return {
    system: isAnywhere ? 'anywhere' : atTop ? 'top' : 'nowhere',
    turns: holdsTurns([ASK, OTHER, MORE]) ? 'several' : 'one exchange',
    thoughts: !refusesThoughts(format.id) && holdsTurns([ASK], THOUGHT),
    answers,
    label: holds(format, { turns: [ASK], label: 'class' }),
    unpaired: holds(format, { turns: [ASK, ANSWER], label: true }),
    exchange: holdsTurns([ASK]),
    alternating: wantsAlternatingTurns(format.id) || !holdsTurns([ASK, MORE]),
    neverEmpty: refusesEmptyTurns(format.id),
    media: mediaPlace(format.id),
    learnsAll: learnsEveryAnswer(format.id),
    linkedCalls: true,
    callsApart: wantsCallsApart(format.id),
  };
}

function findAnswers(format: Format): Needs['answers'] {
  const ranked = [
    { turns: [ANSWER], score: 5 },
    { turns: [OTHER], score: 3 },
    { turns: [THIRD], score: 1 },
  ];
  if (holds(format, { turns: [ASK], completions: ranked })) return 'ranked';
  return holds(format, { turns: [ASK], completions: pairOf(ANSWER) }) ? 'pair' : 'one';
}

function pairOf(answer: Turn): readonly Completion[] {
  return [
    { turns: [answer], score: 1 },
    { turns: [OTHER], score: 0 },
  ];
}

function holds(format: Format, probe: Omit<Example, 'meta'>): boolean {
  try {
    const back = format.toExample(format.fromExample({ ...probe, meta: { format: '', rest: '{}' } }));
    return sketch(back) === sketch(probe);
  } catch {
    return false;
  }
}

/** What must come back: who says what, in which order; answers from best to worst. */
function sketch({ turns, completions, label }: Omit<Example, 'meta'>): string {
  const ranked = completions?.toSorted((one, other) => (other.score ?? 0) - (one.score ?? 0));
  const said = (list: readonly Turn[]): string[] =>
    list.map((turn) => `${turn.role} ${thought(turn)} ${textOfTurn(turn)}`);
  return JSON.stringify([said(turns), ranked?.map((completion) => said(completion.turns)), label]);
}

function thought({ parts }: Turn): string {
  return parts.flatMap((part) => (part.kind === 'thought' ? [part.text] : [])).join('');
}
