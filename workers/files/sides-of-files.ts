import { SPLIT_MARK, SPLIT_SIDES, type SplitSide } from '../../src/core/split/split-mark.ts';
import type { OriginValues } from '../../src/core/version/mark.ts';
import { idsOfRun, joinIds } from '../../src/core/version/segments.ts';
import type { SourceSpan } from '../../src/core/version/version.ts';

/** What the mark `split` says of rows that files brought in. `sides`: of each file by its number, where it has one. */
export function sidesOf(sides: ReadonlyMap<number, SplitSide>, spans: readonly SourceSpan[]): OriginValues {
  const told = spans.flatMap(({ first, count, file }) => {
    const side = sides.get(file);
    return side === undefined ? [] : [{ first, count, code: SPLIT_SIDES.indexOf(side) + 1 }];
  });
  const values = new Uint16Array(told.reduce((sum, { count }) => sum + count, 0));
  told.reduce((at, { count, code }) => (values.fill(code, at, at + count), at + count), 0);
  const origins = joinIds(told.map(({ first, count }) => idsOfRun(first, count)));
  return { name: SPLIT_MARK, dictionary: SPLIT_SIDES, origins, values };
}
