import type { Example } from '../../example/example.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { ShapeError, type Field, type Format } from '../format.ts';
import { refuseMore } from '../parts/exchange.ts';
import { textField, withOthers } from '../parts/pair/read-pair.ts';
import { listMember, memberOf, ownRest, ownSpelling, restOf, textMember } from '../parts/rest.ts';
import { cutSide, joinSide } from '../parts/side.ts';
import { textTurn, turnText } from '../parts/text-turn.ts';

const ID = 'squad';
const TITLE = 'SQuAD';
const PLACE = { place: 'before', between: '\n\n' } as const;

/** The texts of the answers, and whether they are as `[{ text, answer_start }]` or, as in Hugging Face's tables, in columns. */
interface Answers {
  readonly texts: readonly string[];
  readonly inColumns: boolean;
}

export default {
  id: ID,
  title: TITLE,
  summary: 'Questions answered by a stretch of their context: `context`, `question` and `answers` with their places.',
  kind: 'pair',
  order: 260,
  readOnly: true,
  samples: [
    {
      id: 'q1',
      title: 'Hardness',
      context: 'Quartz has a hardness of seven, diamond of ten.',
      question: 'How hard is diamond?',
      answers: { text: ['ten'], answer_start: [43] },
    },
    { context: 'Talc is soft.', question: 'How hard is jade?', answers: { text: [], answer_start: [] } },
    { context: 'Talc is soft.', question: 'How hard is talc?', answers: [{ answer_start: 8, text: 'soft' }], id: 'q3' },
  ],
  detect: (row) => (answersOf(row) ? 'context, question and answers with their places' : null),
  toExample(row) {
    const answers = answersOf(row);
    if (!answers || !isObject(row)) throw new ShapeError([], 'the row has no context, question and answers of SQuAD');
    const context = textMember(row, 'context');
    const prompt = joinSide(textMember(row, 'question'), context, PLACE);
    const [answer] = answers.texts;
    // A question that has no answer in the context has no model's turn.
    const turns = [textTurn('user', prompt), ...(answer === undefined ? [] : [textTurn('model', answer)])];
    const spelling = { context, answers: row['answers'] ?? null };
    return { turns, meta: { format: ID, rest: restOf(row, ['context', 'question', 'answers']), spelling } };
  },
  fromExample(example) {
    if (example.meta.format !== ID) {
      throw new ShapeError([], `${TITLE} marks each answer in a context, and the example tells of no context`);
    }
    refuseMore(example, TITLE);
    const [prompt, answer, ...more] = example.turns;
    if (prompt?.role !== 'user' || (answer && answer.role !== 'model') || more.length > 0) {
      throw new ShapeError([], `${TITLE} holds one question and one answer`);
    }
    const context = textMember(ownSpelling(example, ID), 'context');
    const question = cutSide(turnText(prompt, TITLE), context, PLACE);
    if (question === null) throw new ShapeError([], `${TITLE} needs the context as it was, and it was changed`);
    const answers = writeAnswers(example, context, question, answer ? turnText(answer, TITLE) : null);
    return { ...ownRest(example, ID), context, question, answers };
  },
  fields(row) {
    const answers = answersOf(row);
    if (!answers || !isObject(row)) return [];
    const texts = answers.texts.map((text, at): Field => {
      return { path: answers.inColumns ? ['answers', 'text', at] : ['answers', at, 'text'], role: 'output', text };
    });
    const fields = [...textField(row, 'context', 'context'), ...textField(row, 'question', 'input'), ...texts];
    return withOthers(row, fields);
  },
} satisfies Format;

function answersOf(row: Json): Answers | null {
  if (typeof memberOf(row, 'context') !== 'string' || typeof memberOf(row, 'question') !== 'string') return null;
  const listed = listMember(row, 'answers');
  const columns = memberOf(row, 'answers') ?? null;
  const texts = listed?.map((answer) => memberOf(answer, 'text')) ?? listMember(columns, 'text');
  const starts = listed?.map((answer) => memberOf(answer, 'answer_start')) ?? listMember(columns, 'answer_start');
  if (!texts?.every((text) => typeof text === 'string') || texts.length !== starts?.length) return null;
  return starts.every((start) => typeof start === 'number') ? { texts, inColumns: !listed } : null;
}

/** The answers as they were with the first one's text, which is found again in the context where it was changed. */
function writeAnswers(example: Example, context: string, question: string, answer: string | null): Json {
  const before = ownSpelling(example, ID)['answers'] ?? null;
  const known = answersOf({ context, question, answers: before });
  if (!known) throw new ShapeError([], `${TITLE} needs the answers as they were`);
  const [first = null] = known.texts;
  if (first === answer) return before;
  if (answer === null) return known.inColumns ? { text: [], answer_start: [] } : [];
  const start = context.indexOf(answer);
  if (start === -1) throw new ShapeError([], `${TITLE} needs an answer from the context, and "${answer}" is not in it`);
  if (known.inColumns) {
    const [texts = [], starts = []] = [listMember(before, 'text'), listMember(before, 'answer_start')];
    return { ...objectOf(before), text: [answer, ...texts.slice(1)], answer_start: [start, ...starts.slice(1)] };
  }
  const [one = null, ...more] = listMember({ before }, 'before') ?? [];
  return [{ ...objectOf(one), text: answer, answer_start: start }, ...more];
}

function objectOf(value: Json): JsonObject {
  return isObject(value) ? value : {};
}
