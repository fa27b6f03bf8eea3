import type { Completion } from '../../example/example.ts';
import { isObject, type Json } from '../../json.ts';
import { ShapeError, type Field } from '../format.ts';
import { isSaid, readSaid, saidFields } from '../parts/answers.ts';
import { exact } from '../parts/exact.ts';
import { listMember, memberOf, requireObject, restOf } from '../parts/rest.ts';
import { textTurn } from '../parts/text-turn.ts';

const ID = 'rated-answers';
const TITLE = 'Rated answers';
const PROMPTS = ['prompt', 'input', 'question', 'instruction', 'query', 'input_text', 'messages'];
const ANSWERS = ['responses', 'completions', 'candidates', 'answers', 'outputs', 'generations', 'replies'];
const TEXTS = ['text', 'response', 'content', 'completion', 'answer', 'output'];
/** Higher is better. */
const SCORES = ['score', 'rating', 'reward', 'overall_score'];
const LISTS = ['scores', 'ratings', 'rewards', 'overall_scores'];

interface Answer {
  readonly path: readonly (string | number)[];
  readonly text: string;
  readonly score: number;
}

interface Found {
  readonly prompt: string;
  readonly answers: readonly Answer[];
  readonly known: readonly string[];
}

export default exact({
  id: ID,
  title: TITLE,
  summary:
    'A question and a list of answers, each with its score or beside a list of scores; or lists of good and bad ones.',
  kind: 'preference',
  order: 112,
  readOnly: true,
  samples: [
    { prompt: 'Praise this opal.', responses: ['It is ok.', 'It holds a sunset.'], scores: [1, 5] },
    {
      prompt: 'And this?',
      completions: [
        { text: 'A fine agate.', rating: 4.5 },
        { text: 'No idea.', rating: 1 },
      ],
      id: 2,
    },
    { question: 'And that?', chosen: ['A garnet.', 'A red garnet.'], rejected: ['Red.'] },
  ],
  detect: (row) => (foundIn(row) ? 'a question and rated answers' : null),
  toExample(row) {
    const found = foundIn(row);
    if (!found) throw new ShapeError([], 'has no question with rated answers');
    const completions = found.answers.map(({ text, score }): Completion => ({
      turns: [textTurn('model', text)],
      score,
    }));
    return {
      turns: readSaid(memberOf(row, found.prompt), found.prompt, 'user'),
      completions,
      meta: { format: ID, rest: restOf(requireObject(row), found.known) },
    };
  },
  fromExample() {
    throw new ShapeError([], `${TITLE} are only read: write ranked answers instead`);
  },
  fields(row) {
    const { prompt = '', answers = [] } = foundIn(row) ?? {};
    const best = Math.max(...answers.map(({ score }) => score));
    const texts = answers.map(({ path, text, score }): Field => {
      return { path, role: score === best ? 'chosen' : 'rejected', text };
    });
    return [...saidFields(memberOf(row, prompt), prompt, 'input'), ...texts];
  },
});

function foundIn(row: Json): Found | null {
  const prompt = PROMPTS.find((name) => isSaid(memberOf(row, name)));
  if (prompt === undefined) return null;
  const sides = goodAndBad(row);
  if (sides) return { prompt, answers: sides, known: [prompt, 'chosen', 'rejected'] };
  for (const name of ANSWERS) {
    const answers = answersIn(row, name);
    if (answers) return { prompt, answers, known: [prompt, name, ...LISTS] };
  }
  return null;
}

/** Lists of texts under `chosen` and `rejected`. */
function goodAndBad(row: Json): readonly Answer[] | null {
  const [good, bad] = [listMember(row, 'chosen'), listMember(row, 'rejected')];
  if (!good || !bad || good.length === 0 || bad.length === 0) return null;
  const texts = [...good, ...bad];
  if (!texts.every((text) => typeof text === 'string')) return null;
  return texts.map((text, at): Answer => {
    return at < good.length
      ? { path: ['chosen', at], text, score: 1 }
      : { path: ['rejected', at - good.length], text, score: 0 };
  });
}

function answersIn(row: Json, name: string): readonly Answer[] | null {
  const items = listMember(row, name) ?? [];
  const list = LISTS.map((each) => listMember(row, each)).find((scores) => scores?.length === items.length) ?? [];
  const answers = items.map((item, at): Answer | null => {
    const member = TEXTS.find((each) => typeof memberOf(item, each) === 'string');
    const said = member === undefined ? undefined : memberOf(item, member);
    const text = typeof item === 'string' ? item : said;
    const own = isObject(item)
      ? SCORES.map((each) => item[each]).find((score) => typeof score === 'number')
      : undefined;
    const score = own ?? list[at];
    if (typeof text !== 'string' || typeof score !== 'number') return null;
    return { path: [name, at, ...(typeof item === 'string' || member === undefined ? [] : [member])], text, score };
  });
  return answers.length > 1 && answers.every((answer) => answer !== null) ? answers : null;
}
