import { RowTexts } from '../example/row-texts.ts';
import { INPUT_KEY_WORDS, InputKey } from '../preflight/input-key.ts';
import type { Analysis } from './analysis.ts';

const key = new InputKey();

/**
 * 128 bits of what comes out, letter case and white space aside, as `input-hash` says them of what goes in. Zeros where
 * nothing comes out.
 */
export default {
  id: 'output-hash',
  version: 1,
  words: INPUT_KEY_WORDS,
  dependsOn: 'meaning',
  read(row, context, into, at) {
    const texts = RowTexts.for(context);
    const role = texts.answerRole(row);
    const beyond = texts.beyond(row, role);
    const outputs = [...texts.of(row, role), ...(beyond === '' ? [] : [beyond])];
    if (outputs.length === 0) into.fill(0, at, at + INPUT_KEY_WORDS);
    else key.write(outputs, into, at);
  },
} satisfies Analysis;
