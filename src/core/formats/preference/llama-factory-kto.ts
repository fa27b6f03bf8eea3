import type { Json } from '../../json.ts';
import alpaca from '../pair/alpaca.ts';
import { ShapeError, type Format } from '../format.ts';
import { memberOf, ownSpelling, requireObject } from '../parts/rest.ts';
import { verdictOf, writeVerdict } from '../parts/verdict.ts';

const ID = 'llama-factory-kto';
const TITLE = 'LLaMA-Factory KTO';
const TAG = 'kto_tag';

// Alpaca with one member more. Without this shape a bad answer would be taken for one to learn.
export default {
  id: ID,
  title: TITLE,
  summary:
    'LLaMA-Factory: Alpaca’s `instruction`, `input` and `output`, with a `kto_tag` that says whether it is good.',
  kind: 'preference',
  order: 125,
  readOnly: true,
  samples: [
    { instruction: 'Praise this opal.', input: '', output: 'It holds a sunset.', kto_tag: true },
    {
      system: 'You sell gems.',
      history: [['Hi', 'Hello!']],
      instruction: 'Praise it.',
      input: 'an agate',
      output: 'It is ok.',
      kto_tag: false,
      id: 3,
    },
    { instruction: 'Name a gem.', input: '', output: 'Ruby.', kto_tag: 'True' },
  ],
  detect: (row) => (isTagged(row) && alpaca.detect(row) !== null ? `instruction, output and ${TAG}` : null),
  toExample(row) {
    const { [TAG]: tag = null, ...plain } = requireObject(row);
    const label = verdictOf(tag);
    if (label === undefined) throw new ShapeError([TAG], 'is neither true nor false');
    const { meta, ...example } = alpaca.toExample(plain);
    return { ...example, label, meta: { ...meta, format: ID, spelling: { ...meta.spelling, [TAG]: tag } } };
  },
  fromExample(example) {
    const { label, meta, ...plain } = example;
    if (meta.format !== ID) throw new ShapeError([], `${TITLE} is only read: write KTO (unpaired) instead`);
    if (typeof label !== 'boolean') throw new ShapeError([], `${TITLE} needs to know whether the answer is good`);
    const row = requireObject(alpaca.fromExample({ ...plain, meta: { ...meta, format: alpaca.id } }));
    return { ...row, [TAG]: writeVerdict(label, ownSpelling(example, ID)[TAG]) };
  },
  fields: (row) => (isTagged(row) ? alpaca.fields(row) : []),
} satisfies Format;

function isTagged(row: Json): boolean {
  return verdictOf(memberOf(row, TAG)) !== undefined;
}
