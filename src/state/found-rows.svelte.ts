import { findTarget } from '../core/targets/index.ts';
import { catalogue } from '../core/catalogue/index.ts';
import type { TuningJob } from '../core/tuning/job.ts';
import { findRowsOfLines } from '../jobs/check-rows.ts';

/** Which rows of the dataset the lines are that a service speaks of. */
export class FoundRows {
  #positions = $state.raw<ReadonlyMap<number, number>>(new Map());
  #asked = '';

  /** The 0-based position of a line's row; null where it is not known. */
  positionOf(line: number): number | null {
    const position = this.#positions.get(line) ?? -1;
    return position < 0 ? null : position;
  }

  /** Looks for the rows of 1-based lines of the training file. */
  find = async ({ passport }: TuningJob, lines: readonly number[]): Promise<void> => {
    const asked = lines.join();
    if (!passport || lines.length === 0 || asked === this.#asked || !findTarget(passport.target)) return;
    this.#asked = asked;
    const limits = catalogue.limits[passport.target] ?? {};
    const request = { versionId: passport.versionId, target: passport.target, limits };
    const { signal } = new AbortController();
    const found = await findRowsOfLines(request, passport.split.mark, 'training', lines, { signal });
    if (found.ok) this.#positions = new Map(lines.map((line, index) => [line, found.value[index] ?? -1]));
  };
}
