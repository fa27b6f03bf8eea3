import { hashHex } from '../hash/text-hash.ts';
import type { RowEdit, RowSource } from './changes.ts';

interface FoundRow {
  readonly text: string;
  readonly source: RowSource;
}

/**
 * For each edit the position of the row that it means, or why there is none: by the hash of the row before, then by the
 * place it comes from, then, of rows that one row became and that are spelled the same, by position. No row is edited twice.
 */
export function findEdited(
  rows: readonly FoundRow[],
  edits: readonly RowEdit[],
): readonly (number | 'no-row' | 'several-rows')[] {
  const spelled = positionsByHash(rows, new Set(edits.map(({ before }) => before)));
  const taken = new Set<number>();
  return edits.map(({ before, file, row, position }) => {
    const free = (spelled.get(before) ?? []).filter((each) => !taken.has(each));
    const here = free.filter((each) => rows[each]?.source.file === file && rows[each].source.row === row);
    const [found, ...others] = [free, here, here.filter((each) => each === position)].find(isOne) ?? [];
    if (found === undefined || others.length > 0) return free.length === 0 ? 'no-row' : 'several-rows';
    taken.add(found);
    return found;
  });
}

function isOne(positions: readonly number[]): boolean {
  return positions.length === 1;
}

function positionsByHash(rows: readonly FoundRow[], wanted: ReadonlySet<string>): ReadonlyMap<string, number[]> {
  const found = new Map<string, number[]>();
  rows.forEach(({ text }, position) => {
    const hash = hashHex(text);
    if (!wanted.has(hash)) return;
    const positions = found.get(hash);
    if (positions) positions.push(position);
    else found.set(hash, [position]);
  });
  return found;
}
