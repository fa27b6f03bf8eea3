import { createHash } from 'node:crypto';
import { hashText } from '../../src/core/hash/text-hash.ts';

/** The digest that a version of these rows must have, computed from the rows alone: no blocks, no pages. */
export function digestOfRows(rows: readonly string[]): string {
  const root = createHash('sha256');
  for (let at = 0; at < rows.length; at += 4_096) {
    const leaf = rows.slice(at, at + 4_096);
    const words = new Uint32Array(leaf.length * 4);
    leaf.forEach((row, index) => {
      hashText(row, words, index * 4);
    });
    root.update(createHash('sha256').update(words).digest());
  }
  return root.digest('hex');
}
