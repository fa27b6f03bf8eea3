import * as fc from 'fast-check';
import { formats } from '../../../src/core/formats/index.ts';
import { Row } from '../../../src/core/row/row.ts';
import { anyJson } from '../../support/turn-arbitraries.ts';

/** Texts with everything that counting can get wrong: scripts, pairs and halves of surrogates, odd white space, digits. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        'word',
        ' ',
        '\u00a0',
        '\u3000',
        '\n',
        '7',
        '?',
        'é',
        'ß',
        '石',
        'か',
        '한',
        'ไ',
        '😀',
        '\ud83d',
        'Ж',
        'א',
      ),
    )
    .map((pieces) => pieces.join('')),
);

const scalar = fc.oneof(anyText, fc.integer(), fc.boolean(), fc.constant(null));

/** Rows of columns that mean something, of every format, and any other JSON, each spelled in some way. */
export const anyRow = fc
  .oneof(
    fc.record({ a: scalar, b: fc.oneof(scalar, anyJson), c: scalar }, { requiredKeys: [] }),
    fc.record({ instruction: anyText, input: anyText, output: anyText }),
    fc.record({
      messages: fc.array(fc.record({ role: fc.constantFrom('system', 'user', 'assistant'), content: anyText })),
    }),
    fc.record({ prompt: anyText, chosen: anyText, rejected: anyText }),
    fc.constantFrom(...formats.flatMap(({ samples }) => samples)),
    anyJson,
  )
  .map((value) => new Row(JSON.stringify(value)));

/** Rows of columns alone. */
export const meanings = [
  { mapping: { input: 'a', output: 'b' } },
  { mapping: { input: 'b', output: 'c', system: 'a' } },
  { mapping: { input: 'a', output: null, chosen: 'b', rejected: 'c' } },
  { mapping: { input: null, output: null }, format: 'alpaca' },
  { mapping: { input: 'a', output: 'b' }, format: 'openai-chat' },
] as const;
