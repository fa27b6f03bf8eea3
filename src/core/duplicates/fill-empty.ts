import type { Json } from '../json.ts';
import type { Plan } from '../recipe/plan.ts';
import { isColumnEmpty, isEmpty } from '../row/column-values.ts';
import { columnSources } from '../row/keys.ts';
import { branchOf, childOf, textOf, wholeOf } from '../row/patch.ts';
import { Row } from '../row/row.ts';

const BITS = 32;

/** Words that `noteFilled` writes. */
export function filledWords(columns: readonly string[]): number {
  return Math.ceil(columns.length / BITS);
}

/** Notes which columns of a row are not empty, a bit each, in the words from `at` on. */
export function noteFilled(row: Row, columns: readonly string[], into: Uint32Array, at: number): void {
  into.fill(0, at, at + filledWords(columns));
  for (const [index, column] of columns.entries()) {
    const word = at + Math.floor(index / BITS);
    if (!isColumnEmpty(row, column)) into[word] = (into[word] ?? 0) | (1 << (index % BITS));
  }
}

/** Where the words of `noteFilled` are: `count` of them from `from` on in each row's `width` words. */
interface FilledPlace {
  readonly words: Uint32Array;
  readonly width: number;
  readonly from: number;
  readonly count: number;
}

/**
 * The plan with rows that leave joined to the one that stays where they have something that it lacks; all others leave as
 * they did. Of a group with something to fill all rows that leave are joined, so that the result is of the whole group.
 */
export function joinToFill(plan: Plan, { words, width, from, count }: FilledPlace): Plan {
  const { drop, keptInstead = new Uint32Array(0) } = plan;
  if (!drop) return plan;
  const lacks = (kept: number, row: number): boolean => {
    for (let word = from; word < from + count; word++) {
      if (((words[row * width + word] ?? 0) & ~(words[kept * width + word] ?? 0)) !== 0) return true;
    }
    return false;
  };
  const gives = new Set(keptInstead.filter((kept, at) => lacks(kept, drop.rows[at] ?? 0)));
  if (gives.size === 0) return plan;
  const groups = new Map([...gives].sort((one, other) => one - other).map((kept) => [kept, [kept]]));
  for (const [at, kept] of keptInstead.entries()) groups.get(kept)?.push(drop.rows[at] ?? 0);
  const isLeft = (_: number, at: number): boolean => !gives.has(keptInstead[at] ?? 0);
  const joined = [...groups.values()];
  return {
    ...plan,
    drop: { ...drop, rows: drop.rows.filter(isLeft) },
    keptInstead: keptInstead.filter(isLeft),
    join: { rows: Uint32Array.from(joined.flat()), sizes: Uint32Array.from(joined, (rows) => rows.length) },
  };
}

/**
 * The first row, with each of its columns that is empty or missing as the next of the others spells it that has something
 * there. The same row where there is nothing to fill, and one of the others where that is what it becomes. Columns are filled
 * whole: nothing is put into lists or objects.
 */
export function fillEmpty([kept = new Row('null'), ...others]: readonly Row[]): Row {
  if (!kept.members) return kept;
  const own = columnSources(kept.text);
  const filled = new Map<string, string>();
  for (const other of others) {
    if (!other.members) continue;
    for (const [column, source] of columnSources(other.text)) {
      if (!filled.has(column) && isEmptySource(own.get(column)) && !isEmptySource(source)) filled.set(column, source);
    }
  }
  if (filled.size === 0) return kept;
  const missing = [...filled.keys()].filter((column) => !own.has(column));
  const root = wholeOf(kept.edit(missing.map((column) => ({ op: 'set', path: [column], value: null }))).text);
  const branch = branchOf(root);
  for (const [column, source] of filled) {
    const part = branch && childOf(branch, column);
    if (part) part.value = source;
  }
  const text = textOf(root);
  return others.find((other) => other.text === text) ?? new Row(text);
}

function isEmptySource(source: string | undefined): boolean {
  // A value of a row is JSON by contract.
  return source === undefined || isEmpty(JSON.parse(source) as Json);
}
