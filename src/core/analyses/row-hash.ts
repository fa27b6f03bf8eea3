import { KEY_WORDS, KeyIndex } from '../duplicates/key-index.ts';
import { RowKey } from '../duplicates/row-key.ts';
import { KeyHash } from '../hash/key-hash.ts';
import type { Analysis } from './analysis.ts';

const hash = new KeyHash();
const key = new RowKey(hash, null);

/** 128 bits of the whole row, as *Remove duplicates* compares rows exactly: equal values in any order of keys are equal. */
export default {
  id: 'row-hash',
  version: 1,
  words: KEY_WORDS,
  dependsOn: 'row',
  read(row, _context, into, at) {
    hash.reset();
    key.add(row);
    hash.digest(into, at);
  },
} satisfies Analysis;

/** How many rows are the same as one before them, which *Remove duplicates* would drop: from the words of all rows. */
export function countRepeats(words: Uint32Array): number {
  const rows = words.length / KEY_WORDS;
  const index = new KeyIndex(words, rows);
  let repeats = 0;
  for (let row = 0; row < rows; row++) if (index.findOrAdd(row) !== row) repeats++;
  return repeats;
}
