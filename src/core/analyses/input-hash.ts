import { RowTexts } from '../example/row-texts.ts';
import { INPUT_KEY_WORDS, InputKey } from '../preflight/input-key.ts';
import type { Analysis } from './analysis.ts';

const key = new InputKey();

/**
 * 128 bits of what goes in, letter case and white space aside: rows with the same must be on one side of a split. What an
 * input has beyond texts, such as an image, counts as its JSON.
 */
export default {
  id: 'input-hash',
  version: 1,
  words: INPUT_KEY_WORDS,
  dependsOn: 'meaning',
  read(row, context, into, at) {
    const texts = RowTexts.for(context);
    const beyond = texts.beyond(row, 'input');
    key.write([...texts.of(row, 'input'), ...(beyond === '' ? [] : [beyond])], into, at);
  },
} satisfies Analysis;
