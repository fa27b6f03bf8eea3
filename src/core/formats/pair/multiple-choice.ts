import type { Turn } from '../../example/example.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { ShapeError, type Field, type Format } from '../format.ts';
import { answerLine, choiceIndex, letterOf, MOST_CHOICES, readChoices, writeChoices } from '../parts/choices.ts';
import { readDialogue } from '../parts/dialogue.ts';
import { textField, withOthers } from '../parts/pair/read-pair.ts';
import { memberOf, ownRest, ownSpelling, restOf } from '../parts/rest.ts';
import { answerTurn, splitThought, textTurn, turnText } from '../parts/text-turn.ts';

const ID = 'multiple-choice';
const TITLE = 'Multiple choice';

interface Quiz {
  readonly question: string;
  readonly choices: readonly string[];
  readonly answer: string | number;
  /** The member that holds the answer. */
  readonly answerName: 'answer' | 'solution';
  readonly explanation?: string;
}

export default {
  id: ID,
  title: TITLE,
  summary: 'A `question`, its `choices`, and the `answer` by number, letter or text (or `solution` and `explanation`).',
  kind: 'pair',
  order: 270,
  samples: [
    { question: 'Which stone is the hardest?', choices: ['Talc', 'Diamond', 'Quartz'], answer: 1 },
    { question: 'Which stone is green?', choices: ['Ruby', 'Emerald'], answer: 'B', subject: 'gems' },
    {
      question: 'Which weighs more?',
      choices: ['a carat', 'a gram'],
      solution: 'a gram',
      explanation: 'A carat is a fifth of a gram.',
    },
  ],
  detect(row) {
    const quiz = quizOf(row);
    return quiz && `question, choices and ${quiz.answerName}`;
  },
  toExample(row) {
    const quiz = quizOf(row);
    if (!quiz || !isObject(row)) throw new ShapeError([], 'the row has no question with choices and an answer');
    const { question, choices, answer, answerName, explanation } = quiz;
    const turns: Turn[] = [
      textTurn('user', writeChoices(question, choices), { question, choices }),
      { ...answerTurn(sayAnswer(answer, choices), explanation), extra: { answer } },
    ];
    const known = ['question', 'choices', answerName, ...(explanation === undefined ? [] : ['explanation'])];
    return { turns, meta: { format: ID, rest: restOf(row, known), spelling: { answerName } } };
  },
  fromExample(example) {
    const { system, prompt, answer } = readDialogue(example, TITLE, { history: false });
    if (system) throw new ShapeError([], `${TITLE} has no place for a system prompt: fold it or strip it`);
    const own = example.meta.format === ID;
    const { question, choices } = askedOf(prompt, own);
    const { text, thought } = splitThought(answer, TITLE);
    const name = ownSpelling(example, ID)['answerName'] === 'solution' ? 'solution' : 'answer';
    return {
      ...ownRest(example, ID),
      ...{ question, choices, [name]: chosenOf(text, choices, own ? answer.extra : undefined) },
      ...(thought !== undefined && { explanation: thought }),
    };
  },
  fields(row) {
    const quiz = quizOf(row);
    if (!quiz || !isObject(row)) return [];
    return withOthers(row, [
      ...textField(row, 'question', 'input'),
      ...quiz.choices.map((text, at): Field => ({ path: ['choices', at], role: 'input', text })),
      ...textField(row, 'explanation', 'other'),
      ...textField(row, quiz.answerName, 'output'),
    ]);
  },
} satisfies Format;

function quizOf(row: Json): Quiz | null {
  const [question, choices] = [memberOf(row, 'question'), memberOf(row, 'choices')];
  const answerName = memberOf(row, 'answer') === undefined ? 'solution' : 'answer';
  const answer = memberOf(row, answerName);
  if (typeof question !== 'string' || (typeof answer !== 'string' && typeof answer !== 'number')) return null;
  if (!Array.isArray(choices) || choices.length === 0 || choices.length > MOST_CHOICES) return null;
  if (!choices.every((choice) => typeof choice === 'string')) return null;
  if (typeof answer === 'number' && choiceIndex(answer, choices) === -1) return null;
  const explanation = memberOf(row, 'explanation');
  return { question, choices, answer, answerName, ...(typeof explanation === 'string' && { explanation }) };
}

function sayAnswer(answer: string | number, choices: readonly string[]): string {
  const index = choiceIndex(answer, choices);
  return index === -1 ? String(answer) : answerLine(choices[index] ?? '', index);
}

function askedOf(
  { extra, ...turn }: Turn,
  own: boolean,
): { readonly question: string; readonly choices: readonly string[] } {
  const text = turnText(turn, TITLE);
  const before = own && extra ? quizOf({ ...extra, answer: '' }) : null;
  if (before && writeChoices(before.question, before.choices) === text) return before;
  const asked = readChoices(text);
  if (!asked) throw new ShapeError([], `${TITLE} needs choices below the question, as "A. …", "B. …"`);
  return asked;
}

/** The answer in the row's own way as long as nothing changed it; else by number, or by letter where that was its way. */
function chosenOf(text: string, choices: readonly string[], extra: JsonObject | undefined): Json {
  const before = extra?.['answer'];
  const known = typeof before === 'string' || typeof before === 'number';
  if (known && sayAnswer(before, choices) === text) return before;
  const index = choiceIndex(text, choices);
  if (index === -1)
    throw new ShapeError([], `${TITLE} needs an answer that is one of the choices, and "${text}" is none`);
  return typeof before === 'string' ? letterOf(index) : index;
}
