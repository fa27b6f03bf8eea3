import { isObject, type Json } from '../../json.ts';
import { ShapeError, type Field } from '../format.ts';
import { pairOf } from '../parts/completions.ts';
import { exact } from '../parts/exact.ts';
import { memberOf, requireObject, restOf, textMember } from '../parts/rest.ts';
import { textTurn } from '../parts/text-turn.ts';

const ID = 'compared-answers';
const TITLE = 'Two answers and the better one';
const ASKED = ['prompt', 'question', 'instruction', 'input', 'query', 'input_text', 'history', 'context', 'post'];
/** How the names of two answers end, without regard to case. */
const ENDS = [
  ['a', 'b'],
  ['0', '1'],
  ['1', '2'],
] as const;
const ANSWER = /^(?:.*_)?(?:response|answer|output|completion|candidate|reply|generation|text|summary|ref|assistant)$/i;
const BETTER = [
  ...['winner', 'choice', 'preference', 'preferred', 'better', 'better_response_id', 'preferred_response'],
  ...['chosen', 'vote', 'label', 'labels', 'overall_preference', 'human_preference', 'selected'],
];

interface Compared {
  readonly asked: string;
  readonly better: string;
  readonly worse: string;
  readonly verdict: string;
}

/** Answers under names that differ at their end alone, and a member that names one of them. */
export default exact({
  id: ID,
  title: TITLE,
  summary:
    'Comparisons as tables have them: a question, `answer_a` and `answer_b` (or 0 and 1, 1 and 2), and a `winner`.',
  kind: 'preference',
  order: 49,
  readOnly: true,
  samples: [
    { question: 'Praise this opal.', answer_a: 'It is ok.', answer_b: 'It holds a sunset.', winner: 'b' },
    { prompt: 'And this?', response_0: 'A fine agate.', response_1: 'No idea.', better_response_id: 0 },
  ],
  detect(row) {
    const found = findCompared(row);
    return found && `two answers, and in ${found.verdict} the better one`;
  },
  toExample(row) {
    const found = findCompared(row);
    if (!found) throw new ShapeError([], 'has no two answers of which one is the better');
    const answer = (name: string) => [textTurn('model', textMember(row, name))];
    const { asked, better, worse, verdict } = found;
    return {
      turns: [textTurn('user', textMember(row, asked))],
      completions: pairOf(answer(better), answer(worse)),
      meta: { format: ID, rest: restOf(requireObject(row), [asked, better, worse, verdict]) },
    };
  },
  fromExample() {
    throw new ShapeError([], `${TITLE} are only read: write TRL preference instead`);
  },
  fields(row) {
    const found = findCompared(row);
    if (!found) return [];
    const field = (name: string, role: Field['role']): Field => ({ path: [name], role, text: textMember(row, name) });
    const { asked, better, worse } = found;
    const names = isObject(row) ? Object.keys(row) : [];
    const answers = [field(better, 'chosen'), field(worse, 'rejected')];
    answers.sort((one, other) => names.indexOf(String(one.path[0])) - names.indexOf(String(other.path[0])));
    return [field(asked, 'input'), ...answers];
  },
});

function findCompared(row: Json): Compared | null {
  if (!isObject(row)) return null;
  const asked = ASKED.find((name) => isText(row, name));
  const verdict = BETTER.find((name) => memberOf(row, name) !== undefined);
  const pair = findPair(row);
  if (asked === undefined || verdict === undefined || !pair) return null;
  const at = betterOf(memberOf(row, verdict) ?? null, pair);
  if (at === undefined) return null;
  const { first, second } = pair;
  const [better, worse] = at === 0 ? [first, second] : [second, first];
  return { asked, better, worse, verdict };
}

interface Pair {
  readonly first: string;
  readonly second: string;
  readonly ends: (typeof ENDS)[number];
}

function findPair(row: Json): Pair | undefined {
  const names = isObject(row) ? Object.keys(row).filter((name) => isText(row, name)) : [];
  for (const ends of ENDS) {
    for (const first of names) {
      const stem = first.slice(0, -1);
      if (first.slice(-1).toLowerCase() !== ends[0] || !ANSWER.test(stem.replace(/[_ -]$/, ''))) continue;
      const second = names.find((name) => name.slice(0, -1) === stem && name.slice(-1).toLowerCase() === ends[1]);
      if (second !== undefined) return { first, second, ends };
    }
  }
  return undefined;
}

/** Which of the two a verdict means: by the end of its name, by the name, or by its place. A tie is neither. */
function betterOf(value: Json, { first, second, ends }: Pair): 0 | 1 | undefined {
  const said = typeof value === 'number' || typeof value === 'string' ? String(value).trim().toLowerCase() : '';
  // Stanford's SHP: 1 where the first one is preferred.
  if (/_ref_a$/i.test(first) && (said === '0' || said === '1')) return said === '1' ? 0 : 1;
  const of = (end: string, name: string): boolean =>
    said === end || said === name.toLowerCase() || said.endsWith(`_${end}`) || said.endsWith(` ${end}`);
  if (of(ends[0], first)) return 0;
  if (of(ends[1], second)) return 1;
  if (ends[0] !== 'a') return undefined;
  return said === '0' ? 0 : said === '1' ? 1 : undefined;
}

function isText(row: Json, name: string): boolean {
  const value = memberOf(row, name);
  return typeof value === 'string' && value !== '';
}
