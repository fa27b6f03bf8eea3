import type { Completion } from '../example.ts';
import { isObject, type Json } from '../json.ts';
import { ShapeError, type Field } from './format.ts';
import { answerText, isSaid, readSaid, saidFields } from './parts/answers.ts';
import { exact } from './parts/exact.ts';
import { oneExchange } from './parts/exchange.ts';
import { listMember, memberOf, ownRest, requireObject, restOf, textMember } from './parts/rest.ts';
import { textTurn, turnText } from './parts/text-turn.ts';

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
    const { system, prompt, answer } = oneExchange(example, TITLE);
    const { completions = [] } = example;
    if (!prompt || system || answer) throw new ShapeError([], `${TITLE} holds one question before the answers`);
    if (completions.length < 2)
      throw new ShapeError([], `${TITLE} needs several answers, and there are ${completions.length}`);
    const scores = [...new Set(completions.map(scoreOf))].sort((one, other) => other - one);
    return {
      prompt: turnText(prompt, TITLE),
      answers: completions.map((each) => ({
        answer: answerText(each.turns, TITLE),
        rank: scores.indexOf(scoreOf(each)) + 1,
      })),
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
