import { KEY_WORDS } from '../duplicates/key-index.ts';
import { RowKey } from '../duplicates/row-key.ts';
import { KeyHash } from '../hash/key-hash.ts';
import { comparisonForm } from '../text/comparison-form.ts';
import type { Analysis } from './analysis.ts';

/** What *Remove duplicates* ignores in normalised texts unless it is asked to do otherwise. */
const BY = { letterCase: true, whiteSpace: true, compatibility: true, punctuation: true };

const hash = new KeyHash();
const key = new RowKey(hash, null, (text) => comparisonForm(text, BY));

/** 128 bits of the whole row, as *Remove duplicates* compares normalised texts. */
export default {
  id: 'normal-hash',
  version: 1,
  words: KEY_WORDS,
  dependsOn: 'row',
  read(row, _context, into, at) {
    hash.reset();
    key.add(row);
    hash.digest(into, at);
  },
} satisfies Analysis;
