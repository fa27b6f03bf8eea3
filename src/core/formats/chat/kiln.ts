import { isObject, type Json, type JsonObject } from '../../json.ts';
import { ShapeError, type Field, type Format } from '../format.ts';
import { readDialogue } from '../parts/dialogue.ts';
import { textField, withOthers } from '../parts/pair/read-pair.ts';
import { memberOf, ownRest, ownSpelling, restOf, textMember } from '../parts/rest.ts';
import { readTags } from '../parts/tags.ts';
import { answerTurn, splitThought, textTurn, turnText } from '../parts/text-turn.ts';

const ID = 'kiln';
const TITLE = 'Kiln';

/** Where a run keeps its texts. */
interface Run {
  readonly input: string;
  /** The repaired answer where someone repaired it. */
  readonly answerIn: 'output' | 'repaired_output';
  readonly answer: string;
  readonly thoughtIn?: string;
  readonly thought?: string;
}

export default {
  id: ID,
  title: TITLE,
  summary:
    'A task run of a Kiln project: `input`, and the answer in `output.output` or, repaired, in `repaired_output`.',
  kind: 'pair',
  order: 330,
  readOnly: true,
  samples: [
    {
      v: 1,
      id: '100',
      input: 'What is a carat?',
      output: { output: 'A fifth of a gram.', rating: { value: 5 } },
      intermediate_outputs: { reasoning: 'Carat is a unit of weight.' },
      tags: ['units'],
    },
    { v: 1, input: 'How hard is talc?', output: { output: 'Two.' }, repaired_output: { output: 'One.' } },
  ],
  detect: (row) => (runOf(row) ? 'v, input and an output inside output' : null),
  toExample(row) {
    const run = runOf(row);
    if (!run || !isObject(row)) throw new ShapeError([], 'the row has no input and output.output of a Kiln run');
    const places = [run.answerIn, ...(run.thoughtIn === undefined ? [] : ['intermediate_outputs'])];
    const frame = Object.fromEntries(places.map((name) => [name, row[name] ?? null]));
    const tags = readTags(memberOf(row, 'tags'));
    return {
      turns: [textTurn('user', run.input), answerTurn(run.answer, run.thought)],
      meta: {
        format: ID,
        rest: restOf(row, ['input', ...places]),
        ...(tags.length > 0 && { tags }),
        spelling: { answerIn: run.answerIn, thoughtIn: run.thoughtIn ?? 'reasoning', frame },
      },
    };
  },
  fromExample(example) {
    if (example.meta.format !== ID)
      throw new ShapeError([], `${TITLE} runs are made by Kiln: write input and output instead`);
    const { system, prompt, answer } = readDialogue(example, TITLE, { history: false });
    if (system) throw new ShapeError([], `${TITLE} keeps the system prompt in its task, not in a run: strip it`);
    const spelling = ownSpelling(example, ID);
    const [answerIn, thoughtIn] = [textMember(spelling, 'answerIn'), textMember(spelling, 'thoughtIn')];
    const { text, thought } = splitThought(answer, TITLE);
    const into = (name: string): JsonObject => {
      const value = memberOf(memberOf(spelling, 'frame') ?? null, name);
      return isObject(value) ? value : {};
    };
    return {
      ...ownRest(example, ID),
      input: turnText(prompt, TITLE),
      [answerIn]: { ...into(answerIn), output: text },
      ...(thought !== undefined && {
        intermediate_outputs: { ...into('intermediate_outputs'), [thoughtIn]: thought },
      }),
    };
  },
  fields(row) {
    const run = runOf(row);
    if (!run || !isObject(row)) return [];
    const thought = run.thoughtIn === undefined ? [] : nestedField(row, 'intermediate_outputs', run.thoughtIn, 'other');
    return withOthers(row, [
      ...textField(row, 'input', 'input'),
      ...thought,
      ...nestedField(row, 'output', 'output', run.answerIn === 'output' ? 'output' : 'other'),
      ...nestedField(row, 'repaired_output', 'output', 'output'),
    ]);
  },
} satisfies Format;

function nestedField(row: JsonObject, outer: string, inner: string, role: Field['role']): Field[] {
  const text = memberOf(memberOf(row, outer) ?? null, inner);
  return typeof text === 'string' ? [{ path: [outer, inner], role, text }] : [];
}

function runOf(row: Json): Run | null {
  const input = memberOf(row, 'input');
  const output = memberOf(memberOf(row, 'output') ?? null, 'output');
  if (memberOf(row, 'v') === undefined || typeof input !== 'string' || typeof output !== 'string') return null;
  const repaired = memberOf(memberOf(row, 'repaired_output') ?? null, 'output');
  const steps = memberOf(row, 'intermediate_outputs') ?? null;
  const thoughtIn = ['reasoning', 'chain_of_thought'].find((name) => typeof memberOf(steps, name) === 'string');
  const thought = thoughtIn === undefined ? undefined : memberOf(steps, thoughtIn);
  return {
    input,
    ...(typeof repaired === 'string'
      ? { answerIn: 'repaired_output', answer: repaired }
      : { answerIn: 'output', answer: output }),
    ...(thoughtIn !== undefined && typeof thought === 'string' && { thoughtIn, thought }),
  };
}
