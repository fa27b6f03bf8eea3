import type { Completion, Example } from '../../example/example.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { ShapeError, type Field } from '../format.ts';
import { answerText, isSaid, readSaid, saidFields } from '../parts/answers.ts';
import { requireTurns } from '../parts/completions.ts';
import { exact } from '../parts/exact.ts';
import { oneExchange } from '../parts/exchange.ts';
import { areMessages, writeMessages } from '../parts/messages/messages.ts';
import { listMember, memberOf, ownRest, ownRow, requireObject, restOf, textMember } from '../parts/rest.ts';
import { besideEach } from '../parts/source-list.ts';
import { textTurn, turnText } from '../parts/text-turn.ts';

const ID = 'ranked-answers';
const TITLE = 'Ranked answers';

export default exact({
  id: ID,
  title: TITLE,
  summary: 'Nectar and others: a `prompt` and a list of `answers`, each with its `rank`, 1 for the best.',
  kind: 'preference',
  order: 110,
  samples: [
    {
      prompt: 'Praise this opal.',
      answers: [
        { answer: 'It holds a sunset.', rank: 1 },
        { answer: 'It shines.', rank: 2 },
        { answer: 'It is ok.', rank: 3 },
      ],
    },
    {
      prompt: 'And this?',
      answers: [
        { answer: 'No idea.', rank: 2, model: 'm' },
        { answer: 'A fine agate.', rank: 1 },
      ],
      turns: 1,
    },
  ],
  detect(row) {
    const answers = listMember(row, 'answers') ?? [];
    const isShape = isSaid(memberOf(row, 'prompt')) && answers.length > 1 && answers.every(isRanked);
    return isShape ? 'a prompt and ranked answers' : null;
  },
  toExample(row) {
    const answers = listMember(row, 'answers') ?? [];
    return {
      turns: readSaid(memberOf(row, 'prompt'), 'prompt', 'user'),
      completions: answers.map(readAnswer),
      meta: { format: ID, rest: restOf(requireObject(row), ['prompt', 'answers']) },
    };
  },
  fromExample(example) {
    const own = ownRow(example, ID);
    const { completions = [] } = example;
    if (completions.length < 2)
      throw new ShapeError([], `${TITLE} needs several answers, and there are ${completions.length}`);
    const before = listMember(own ?? {}, 'answers') ?? [];
    const rank = rankerOf(completions, before);
    const answers = completions.map((each) => ({ answer: answerText(each.turns, TITLE), rank: rank(each) }));
    return {
      prompt: writePrompt(example, own),
      answers: besideEach(answers, before, ['answer', 'rank']),
      ...ownRest(example, ID),
    };
  },
  fields: (row) => [
    ...saidFields(memberOf(row, 'prompt'), 'prompt', 'input'),
    ...answerFields(listMember(row, 'answers') ?? []),
  ],
});

function isRanked(answer: Json): boolean {
  return isObject(answer) && typeof answer['answer'] === 'string' && typeof answer['rank'] === 'number';
}

/** A rank counts down from the best, a score up. */
function readAnswer(answer: Json, index: number): Completion {
  const rank = memberOf(answer, 'rank');
  if (typeof rank !== 'number' || typeof memberOf(answer, 'answer') !== 'string') {
    throw new ShapeError(['answers', index], 'is no answer with a rank');
  }
  return { turns: [textTurn('model', textMember(answer, 'answer'))], score: -rank };
}

/** The row's own ranks where each score stands for one of them, else places from 1 for the best. */
function rankerOf(completions: readonly Completion[], before: readonly Json[]): (completion: Completion) => number {
  const ranks = new Set(before.map((answer) => memberOf(answer, 'rank')));
  const own = (completion: Completion): number => 0 - scoreOf(completion);
  if (completions.every((completion) => ranks.has(own(completion)))) return own;
  const scores = [...new Set(completions.map(scoreOf))].sort((one, other) => other - one);
  return (completion) => scores.indexOf(scoreOf(completion)) + 1;
}

function writePrompt(example: Example, own: JsonObject | null): Json {
  if (own && areMessages(memberOf(own, 'prompt'))) return writeMessages(requireTurns(example.turns, TITLE), true);
  const { system, prompt, answer } = oneExchange(example, TITLE);
  if (!prompt || system || answer) throw new ShapeError([], `${TITLE} holds one question before the answers`);
  return turnText(prompt, TITLE);
}

function scoreOf({ score = 0 }: Completion): number {
  return score;
}

function answerFields(answers: readonly Json[]): Field[] {
  const ranks = answers.map((answer) => {
    const rank = memberOf(answer, 'rank');
    return typeof rank === 'number' ? rank : Infinity;
  });
  const best = ranks.indexOf(Math.min(...ranks));
  return answers.map((answer, index) => ({
    path: ['answers', index, 'answer'],
    role: index === best ? 'chosen' : 'rejected',
    text: textMember(answer, 'answer'),
  }));
}
