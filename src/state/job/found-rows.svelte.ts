import { findTarget } from '../../core/targets/index.ts';
import { catalogue } from '../../core/models/index.ts';
import type { Passport, TuningJob } from '../../core/tuning/job.ts';
import { type CheckRequest, findRowsOfLines, type FoundLines } from '../../jobs/check-rows.ts';

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
    const { signal } = new AbortController();
    const { mark } = passport.split;
    const found = await findRowsOfLines(requestOfPassport(passport), mark, 'training', lines, { signal });
    if (found.ok) this.#positions = positionsOfLines(passport, lines, found.value);
  };
}

/** The check that a job's rows went through, by the limits of then. */
export function requestOfPassport({ versionId, target, limits, correction }: Passport): CheckRequest {
  return { versionId, target, limits: limits ?? catalogue.limits[target] ?? {}, ...(correction && { correction }) };
}

/** Position by line; empty where the file would be another one today, so that no line is said to be of a wrong row. */
export function positionsOfLines(
  { trainingRows }: Pick<Passport, 'trainingRows'>,
  asked: readonly number[],
  { positions, lines }: FoundLines,
): ReadonlyMap<number, number> {
  return lines === trainingRows ? new Map(asked.map((line, index) => [line, positions[index] ?? -1])) : new Map();
}
