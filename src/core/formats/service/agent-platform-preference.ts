import type { Completion } from '../../example/example.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { type Field, ShapeError } from '../format.ts';
import { readPair, requireTurns } from '../parts/completions.ts';
import { exact } from '../parts/exact.ts';
import { readSystem, splitSystem, SYSTEM_MEMBERS, systemFields } from '../parts/gemini-system.ts';
import {
  areContents,
  contentFields,
  isContent,
  oneContentFields,
  readContent,
  readContents,
  writeContent,
  writeContents,
} from '../parts/gemini-turn.ts';
import { listMember, memberOf, ownRest, ownRow, requireObject, restOf } from '../parts/rest.ts';
import { besideEach } from '../parts/source-list.ts';

const ID = 'agent-platform-preference';
const TITLE = 'Agent Platform preference (Gemini)';
const KNOWN = [...SYSTEM_MEMBERS, 'contents', 'completions'];

export default exact({
  id: ID,
  title: TITLE,
  summary:
    'Preference tuning (DPO) of Gemini on the Agent Platform (Vertex AI): `contents` and two scored `completions`.',
  kind: 'preference',
  order: 10,
  samples: [
    {
      contents: [{ role: 'user', parts: [{ text: 'Praise this opal.' }] }],
      completions: [
        { score: 1, completion: { role: 'model', parts: [{ text: 'It holds a sunset.' }] } },
        { score: 0, completion: { role: 'model', parts: [{ text: 'It is ok.' }] } },
      ],
    },
    {
      system_instruction: { parts: [{ text: 'You sell gems.' }] },
      contents: [{ role: 'user', parts: [{ text: 'And this one?' }] }],
      completions: [
        { completion: { role: 'model', parts: [{ text: 'No idea.' }] }, score: 0.1 },
        { completion: { role: 'model', parts: [{ text: 'A fine agate.' }] }, score: 0.9, by: 'Ada' },
        { completion: { parts: [{ text: 'Agate.' }] }, score: 0.5 },
      ],
      id: 'p1',
    },
  ],
  detect(row) {
    const answers = listMember(row, 'completions');
    const isShape = areContents(memberOf(row, 'contents')) && answers && answers.length > 0 && answers.every(isScored);
    return isShape ? 'contents and scored completions' : null;
  },
  toExample(row) {
    const answers = listMember(row, 'completions') ?? [];
    const turns = [...readSystem(row), ...readContents(memberOf(row, 'contents'), ['contents'])];
    const meta = { format: ID, rest: restOf(requireObject(row), KNOWN) };
    return { turns, completions: answers.map(readCompletion), meta };
  },
  fromExample(example) {
    const own = ownRow(example, ID);
    const { completions = [] } = example;
    if (example.tools && example.tools.length > 0) throw new ShapeError([], `${TITLE} has no place for tools`);
    if (!own) readPair(example, TITLE);
    const { system, rest } = splitSystem(example.turns, own);
    const written = own
      ? besideEach(
          completions.map((each) => writeCompletion(each, true)),
          listMember(own, 'completions') ?? [],
          ['completion', 'score'],
        )
      : writePair(completions);
    return {
      ...system,
      contents: writeContents(requireTurns(rest, TITLE), own !== null),
      completions: written,
      ...ownRest(example, ID),
    };
  },
  fields: (row) => [
    ...systemFields(row),
    ...contentFields(memberOf(row, 'contents'), ['contents']),
    ...completionFields(listMember(row, 'completions') ?? []),
  ],
});

function isScored(value: Json): boolean {
  return isObject(value) && isContent(value['completion']);
}

function readCompletion(value: Json, index: number): Completion {
  const path = ['completions', index];
  if (!isObject(value)) throw new ShapeError(path, 'is no completion');
  const turn = readContent(value['completion'], [...path, 'completion'], 'model');
  return { turns: [turn], ...(typeof value['score'] === 'number' && { score: value['score'] }) };
}

/** The service knows just two scores: the better is 1, the worse 0. */
function writePair(completions: readonly Completion[]): JsonObject[] {
  const best = Math.max(...completions.map(({ score = 0 }) => score));
  return completions.map((each) => writeCompletion({ ...each, score: (each.score ?? 0) === best ? 1 : 0 }, false));
}

function writeCompletion({ turns, score }: Completion, own: boolean): JsonObject {
  const [turn, ...more] = turns;
  if (!turn || more.length > 0 || turn.role !== 'model') {
    throw new ShapeError([], `${TITLE} holds one turn of the model in each completion, and one has ${turns.length}`);
  }
  return { ...(score !== undefined && { score }), completion: writeContent(turn, own) };
}

function completionFields(answers: readonly Json[]): Field[] {
  const scores = answers.map((answer) => {
    const score = isObject(answer) ? answer['score'] : undefined;
    return typeof score === 'number' ? score : 0;
  });
  const best = scores.indexOf(Math.max(...scores));
  return answers.flatMap((answer, index) =>
    oneContentFields(
      memberOf(answer, 'completion'),
      ['completions', index, 'completion'],
      index === best ? 'chosen' : 'rejected',
    ),
  );
}
