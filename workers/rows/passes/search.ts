import { ok } from '../../../src/core/failure.ts';
import { rowMatcher } from '../../../src/core/text/row-matcher.ts';
import { joinIds, type RowRange } from '../../../src/core/version/segments.ts';
import { passRows } from '../../../src/store/rows/pass-rows.ts';
import { openVersion, rangesOf, weighRange } from '../open-version.ts';
import { definePass, type Team } from '../define-pass.ts';

export interface SearchInput {
  readonly versionId: string;
  readonly query: string;
}

/**
 * Positions of the rows in which some text has the query, letter case ignored, ascending. The news are what was found next,
 * without gaps in what was searched.
 */
export default definePass({
  id: 'search',

  async open({ versionId, query }: SearchInput) {
    const opened = await openVersion(versionId);
    if (!opened.ok) return opened;
    const { list, reader } = opened.value;
    const matches = rowMatcher(query);
    const run = async ({ from, count }: RowRange) => {
      const found: number[] = [];
      let position = from;
      for await (const part of passRows(reader, list.slices(from, count))) {
        part.each((row) => {
          if (matches(row)) found.push(position);
          position++;
        });
      }
      return ok(Uint32Array.from(found));
    };
    return ok({ run });
  },

  async lead({ versionId }, team: Team<RowRange, Uint32Array, Uint32Array>) {
    const opened = await openVersion(versionId);
    if (!opened.ok) return opened;
    const tasks = rangesOf(opened.value);
    const found: Uint32Array[] = [];
    let told = 0;
    team.expect(opened.value.version.rowCount, 'rows');
    const searched = await team.each(tasks, {
      weigh: weighRange,
      onPart: (positions, index) => {
        found[index] = positions;
        const from = told;
        while (found[told]) told++;
        if (told > from) team.tell(joinIds(found.slice(from, told)));
      },
    });
    return searched.ok ? ok({ output: joinIds(found) }) : searched;
  },
});
