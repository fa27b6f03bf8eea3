import { readShape } from '../../src/core/conversion/read-example.ts';
import { findFormat } from '../../src/core/formats/index.ts';
import { preparePreflight } from '../../src/core/preflight/preflight.ts';
import { Row } from '../../src/core/row/row.ts';
import { Drop } from '../../src/core/recipe/step.ts';
import type { CountableRow } from '../../src/core/tokens/countable-row.ts';
import { promptsOf } from '../../src/core/tokens/prompts.ts';
import { passRows } from '../../src/store/rows/pass-rows.ts';
import { targetOf } from './check-rows.ts';
import type { OpenedVersion } from './open-version.ts';
import type { CheckRequest } from '../contracts/tune.ts';

/** Rows as they would be sent, taken apart for counting; in the order asked for. Rows without a line are left out. */
export async function countableRows(
  { version, list, reader }: OpenedVersion,
  request: CheckRequest,
  positions: readonly number[],
): Promise<readonly CountableRow[]> {
  const target = targetOf(request);
  const format = findFormat(target.format);
  if (!format) throw new Error(`format ${target.format} is not one of this program`);
  const check = preparePreflight(version, target, request.limits);
  const rows: CountableRow[] = [];
  for (const position of positions) {
    for await (const part of passRows(reader, list.slices(position, 1))) {
      part.each((row) => {
        const { line, tokens } = check(row);
        const example = line === null ? null : readShape(format, new Row(line));
        if (example === null || example instanceof Drop || tokens.likely === 0) return;
        rows.push({ position, estimate: tokens.likely, prompts: promptsOf(example) });
      });
    }
  }
  return rows;
}
