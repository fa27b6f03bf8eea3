import { KEY_WORDS } from '../duplicates/key-index.ts';
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
