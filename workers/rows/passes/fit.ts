import { ok } from '../../../src/core/failure.ts';
import { type Fit, type FitPart, FitTally, joinFit } from '../../../src/core/health/fit.ts';
import { findPlace, type TuningPlace } from '../../../src/core/health/places.ts';
import type { Limits } from '../../../src/core/models/catalogue.ts';
import type { RowRange } from '../../../src/core/version/segments.ts';
import { passRows } from '../../../src/store/rows/pass-rows.ts';
import { definePass } from '../define-pass.ts';
import { openVersion, rangesOf, weighRange } from '../open-version.ts';

export interface FitInput {
  readonly versionId: string;
  /** Ids of places, with the user's limits. */
  readonly places: readonly { readonly id: string; readonly limits: Limits }[];
}

/** How the rows of a version fit some places that can tune: each row is read once and tried for all of them. */
export default definePass({
  id: 'fit',

  async open({ versionId, places }: FitInput) {
    const opened = await openVersion(versionId);
    if (!opened.ok) return opened;
    const { version, list, reader } = opened.value;
    const run = async ({ from, count }: RowRange) => {
      const tallies = places.map(({ id, limits }) => new FitTally(placeOf(id), version, limits));
      let position = from;
      for await (const part of passRows(reader, list.slices(from, count))) {
        part.each((row) => {
          for (const tally of tallies) tally.add(row, position);
          position++;
        });
      }
      return ok(tallies.map((tally) => tally.part()));
    };
    return ok({ run });
  },

  async lead({ versionId, places }, team) {
    const opened = await openVersion(versionId);
    if (!opened.ok) return opened;
    const parts: FitPart[][] = [];
    team.expect(opened.value.version.rowCount, 'rows');
    const done = await team.each(rangesOf(opened.value), {
      weigh: weighRange,
      onPart: (part, index) => {
        parts[index] = part;
      },
    });
    if (!done.ok) return done;
    const output = places.map(({ id, limits }, place): Fit => {
      const own = parts.flatMap((part) => part[place] ?? []);
      return joinFit(placeOf(id), limits, own);
    });
    return ok({ output });
  },
});

/** Throws where there is none: a screen offers only those that exist. */
function placeOf(id: string): TuningPlace {
  const place = findPlace(id);
  if (!place) throw new Error(`place ${id} is not one of this program`);
  return place;
}
