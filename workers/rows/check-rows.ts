import { prepareSystemText } from '../../src/core/preflight/read-system.ts';
import { preparePreflight } from '../../src/core/preflight/preflight.ts';
import { PreflightTally } from '../../src/core/preflight/preflight-part.ts';
import { findTarget } from '../../src/core/targets/index.ts';
import type { Target } from '../../src/core/targets/target.ts';
import { passRows } from '../../src/store/rows/pass-rows.ts';
import type { RowRange } from '../../src/core/version/segments.ts';
import type { OpenedVersion } from './open-version.ts';
import type { CheckedRows, CheckRequest } from '../contracts/tune.ts';

/** More different system instructions than this need not be told apart. */
const SYSTEMS_SEEN = 2;

/** The target that a request names. Throws where there is none: a form offers only those that exist. */
export function targetOf({ target: id }: CheckRequest): Target {
  const target = findTarget(id);
  if (!target) throw new Error(`target ${id} is not one of this program`);
  return target;
}

/** Checks neighbouring rows of a version against the hard rules of a target. */
export async function checkRows(opened: OpenedVersion, request: CheckRequest, rows: RowRange): Promise<CheckedRows> {
  const { version, list, reader } = opened;
  const check = preparePreflight(version, targetOf(request), request.limits, {}, request.correction);
  const systemOf = prepareSystemText(version);
  const tally = new PreflightTally(rows.from, rows.count);
  const origins = new Uint32Array(rows.count);
  const systems = new Set<string>();
  let at = 0;
  for await (const part of passRows(reader, list.slices(rows.from, rows.count))) {
    part.each((row, _id, origin) => {
      tally.add(check(row));
      if (systems.size < SYSTEMS_SEEN) systems.add(systemOf(row));
      origins[at] = origin;
      at++;
    });
  }
  return { part: tally.part(), origins, systems: [...systems] };
}
