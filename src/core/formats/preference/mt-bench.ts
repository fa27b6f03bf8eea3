import type { Turn } from '../../example/example.ts';
import { isObject, type Json } from '../../json.ts';
import { ShapeError, type Field, type Format } from '../format.ts';
import { refuseMore } from '../parts/exchange.ts';
import { withOthers } from '../parts/pair/read-pair.ts';
import { listMember, memberOf, ownRest, restOf } from '../parts/rest.ts';
import { textTurn, turnText } from '../parts/text-turn.ts';

const ID = 'mt-bench';
const TITLE = 'MT-Bench questions';

interface Questions {
  readonly turns: readonly string[];
  /** An answer to each turn, where the row has them. */
  readonly reference: readonly string[];
}

export default {
  id: ID,
  title: TITLE,
  summary: 'FastChat: the `turns` of one user, and `reference` answers where there are any.',
  kind: 'conversation',
  order: 266,
  readOnly: true,
  samples: [
    { question_id: 1, category: 'gems', turns: ['What is a carat?', 'And in grains?'] },
    {
      question_id: 2,
      category: 'gems',
      turns: ['How hard is talc?', 'And jade?'],
      reference: ['One.', 'Six to seven.'],
    },
  ],
  detect(row) {
    const questions = questionsOf(row);
    return questions && (questions.reference.length > 0 ? 'question_id, turns and reference' : 'question_id and turns');
  },
  toExample(row) {
    const questions = questionsOf(row);
    if (!questions || !isObject(row)) throw new ShapeError([], 'the row has no question_id with turns of text');
    const turns = questions.turns.flatMap((text, at): Turn[] => {
      const answer = questions.reference[at];
      return [textTurn('user', text), ...(answer === undefined ? [] : [textTurn('model', answer)])];
    });
    const known = questions.reference.length > 0 ? ['turns', 'reference'] : ['turns'];
    return { turns, meta: { format: ID, rest: restOf(row, known) } };
  },
  fromExample(example) {
    if (example.meta.format !== ID)
      throw new ShapeError([], `${TITLE} are for a benchmark: write a chat format instead`);
    refuseMore(example, TITLE);
    const textsOf = (role: Turn['role']): string[] =>
      example.turns.filter((turn) => turn.role === role).map((turn) => turnText(turn, TITLE));
    const [turns, reference] = [textsOf('user'), textsOf('model')];
    if (turns.length === 0 || turns.length + reference.length < example.turns.length) {
      throw new ShapeError([], `${TITLE} hold turns of a user, with a model's answer to each at most`);
    }
    if (reference.length > 0 && reference.length !== turns.length) {
      throw new ShapeError(
        [],
        `${TITLE} need an answer to each turn or none, and ${turns.length} turns have ${reference.length}`,
      );
    }
    return { ...ownRest(example, ID), turns, ...(reference.length > 0 && { reference }) };
  },
  fields(row) {
    const questions = questionsOf(row);
    if (!questions || !isObject(row)) return [];
    const texts = questions.turns.flatMap((text, at): Field[] => {
      const answer = questions.reference[at];
      const question: Field = { path: ['turns', at], role: 'input', text };
      return answer === undefined ? [question] : [question, { path: ['reference', at], role: 'output', text: answer }];
    });
    return withOthers(row, texts);
  },
} satisfies Format;

/** References that are not one for each turn stay in the rest: nobody can say which turn they answer. */
function questionsOf(row: Json): Questions | null {
  const turns = listMember(row, 'turns');
  if (memberOf(row, 'question_id') === undefined || !turns || turns.length === 0 || !isTexts(turns)) return null;
  const reference = listMember(row, 'reference') ?? [];
  return { turns, reference: reference.length === turns.length && isTexts(reference) ? reference : [] };
}

function isTexts(list: readonly Json[]): list is readonly string[] {
  return list.every((text) => typeof text === 'string');
}
