import { isObject } from '../../json.ts';
import type { Format } from '../format.ts';
import { pairFormat } from '../parts/pair/pair.ts';
import { isExchange } from '../parts/pair/pair-shape.ts';
import { ownSpelling } from '../parts/rest.ts';
import { textTurn } from '../parts/text-turn.ts';

const ID = 'gemini-api';

const pair = pairFormat({
  id: ID,
  title: 'Gemini API',
  summary: 'Tuning examples of the Gemini API: `text_input` and `output`.',
  order: 40,
  inputs: ['text_input', 'textInput'],
  outputs: ['output'],
  samples: [
    { text_input: 'Name a gem that is green.', output: 'Emerald.' },
    { textInput: 'How hard is quartz?', output: 'Seven on the Mohs scale.' },
    ['four', 'five'],
  ],
});

// The SDK for Python also takes a list of `[input, output]`.
export default {
  ...pair,
  detect: (row) => (isExchange(row) ? 'a list of input and output' : pair.detect(row)),
  toExample(row) {
    if (!isExchange(row)) return pair.toExample(row);
    const turns = [textTurn('user', row[0]), textTurn('model', row[1])];
    return { turns, meta: { format: ID, rest: '{}', spelling: { list: true } } };
  },
  fromExample(example) {
    const row = pair.fromExample(example);
    const isList = ownSpelling(example, ID)['list'] === true;
    return isList && isObject(row) ? [row['text_input'] ?? '', row['output'] ?? ''] : row;
  },
  fields(row) {
    if (!isExchange(row)) return pair.fields(row);
    return [
      { path: [0], role: 'input', text: row[0] },
      { path: [1], role: 'output', text: row[1] },
    ];
  },
} satisfies Format;
