import { PreflightSum, preparePreflight } from '../src/core/preflight.ts';
import { readExample } from '../src/core/conversion/read-example.ts';
import type { Row } from '../src/core/row/row.ts';
import { findTarget, type Target } from '../src/core/targets/index.ts';
import { passRows } from '../src/store/row-pass.ts';
import type { RowRange } from './contract.ts';
import type { OpenedVersion } from './open-version.ts';
import type { CheckedRows, CheckRequest } from './tune-contract.ts';

/** Values of a label beyond which it is no class but a text. */
const MAX_LABELS = 1_000;
/** More different system instructions than this are not told apart. */
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
  const check = preparePreflight(version, targetOf(request), request.limits);
  const gathered = new Gathered(rows.count);
  let position = rows.from;
  for await (const part of passRows(reader, list.slices(rows.from, rows.count))) {
    part.each((row, _id, origin) => {
      gathered.add(check(row), origin, position, row);
      position++;
    });
  }
  return gathered.finish();
}
