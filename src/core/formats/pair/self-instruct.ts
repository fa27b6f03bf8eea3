import { isObject, type Json, type JsonObject } from '../../json.ts';
import { ShapeError, type Field, type Format } from '../format.ts';
import { readDialogue } from '../parts/dialogue.ts';
import { textField, withOthers } from '../parts/pair/read-pair.ts';
import { listMember, memberOf, ownRest, restOf, textMember } from '../parts/rest.ts';
import { cutSide, joinSide } from '../parts/side.ts';
import { textTurn, turnText } from '../parts/text-turn.ts';

const ID = 'self-instruct';
const TITLE = 'Self-instruct';
const PLACE = { place: 'after', between: '\n' } as const;

interface Instance extends JsonObject {
  readonly input: string;
  readonly output: string;
}

// Alpaca's seed tasks. Several instances are several examples: a row with more than one is split first.
export default {
  id: ID,
  title: TITLE,
  summary: 'Seed tasks: an `instruction` and its `instances`, each with `input` and `output`.',
  kind: 'pair',
  order: 215,
  readOnly: true,
  samples: [
    {
      id: 'task_0',
      instruction: 'Sort by hardness.',
      instances: [{ input: 'diamond, talc', output: 'talc, diamond' }],
      is_classification: false,
    },
    { instruction: 'Name a gem that is green.', instances: [{ input: '', output: 'Emerald.' }] },
  ],
  detect: (row) => (instancesOf(row) ? 'instruction and instances with input and output' : null),
  split(row) {
    const instances = instancesOf(row);
    if (!instances || instances.length < 2 || !isObject(row)) return null;
    return instances.map((instance) => ({ ...row, instances: [instance] }));
  },
  toExample(row) {
    const instances = instancesOf(row);
    if (!instances || !isObject(row)) throw new ShapeError([], 'the row has no instruction with instances');
    const [instance, ...others] = instances;
    if (!instance || others.length > 0) {
      throw new ShapeError(['instances'], `the row has ${instances.length} instances, and one row is one example`);
    }
    const { input, output, ...more } = instance;
    const prompt = joinSide(textMember(row, 'instruction'), input, PLACE);
    return {
      turns: [textTurn('user', prompt, { input }), { ...textTurn('model', output), extra: more }],
      meta: { format: ID, rest: restOf(row, ['instruction', 'instances']) },
    };
  },
  fromExample(example) {
    if (example.meta.format !== ID)
      throw new ShapeError([], `${TITLE} is a seed for making data: write Alpaca instead`);
    const { system, prompt, answer } = readDialogue(example, TITLE, { history: false });
    if (system) throw new ShapeError([], `${TITLE} has no place for a system prompt: fold it or strip it`);
    const text = turnText(prompt, TITLE);
    const before = prompt.extra?.['input'];
    const main = typeof before === 'string' ? cutSide(text, before, PLACE) : null;
    const input = main === null ? '' : (before ?? '');
    const instances = [{ ...answer.extra, input, output: turnText(answer, TITLE) }];
    return { ...ownRest(example, ID), instruction: main ?? text, instances };
  },
  fields(row) {
    const instances = instancesOf(row);
    if (!instances || !isObject(row)) return [];
    const texts = instances.flatMap(({ input, output }, at): Field[] => [
      { path: ['instances', at, 'input'], role: 'input', text: input },
      { path: ['instances', at, 'output'], role: 'output', text: output },
    ]);
    return withOthers(row, [...textField(row, 'instruction', 'input'), ...texts]);
  },
} satisfies Format;

function instancesOf(row: Json): readonly Instance[] | null {
  const instances = listMember(row, 'instances');
  if (typeof memberOf(row, 'instruction') !== 'string' || !instances || instances.length === 0) return null;
  return instances.every(isInstance) ? instances : null;
}

function isInstance(value: Json): value is Instance {
  return typeof memberOf(value, 'input') === 'string' && typeof memberOf(value, 'output') === 'string';
}
