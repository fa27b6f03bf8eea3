import { preparePreflight } from '../../../src/core/preflight/preflight.ts';
import type { CheckedRow } from '../../../src/core/preflight/checked-row.ts';
import type { Row } from '../../../src/core/row/row.ts';
import { readMark } from '../../../src/store/versions/mark-segments.ts';
import { passRows } from '../../../src/store/rows/pass-rows.ts';
import { targetOf } from '../check-rows.ts';
import { SPLIT_VALUES } from '../checked-version.ts';
import type { RowRange } from '../../../src/core/version/segments.ts';
import type { Side } from '../../contracts/reader.ts';
import type { OpenedVersion } from '../open-version.ts';
import type { CheckRequest, FoundLines } from '../../contracts/tune.ts';

/** One side of a split, as lines of a target. */
export interface SideOfVersion {
  readonly request: CheckRequest;
  /** The mark that holds the split. */
  readonly mark: string;
  readonly side: Side;
}

interface SideRequest extends SideOfVersion {
  readonly rows: RowRange;
}

/** The lines of one side, each with its row's position. Rows that break a hard rule have none. */
export async function* sideLines(
  { version, list, reader }: OpenedVersion,
  { request, mark, side, rows }: SideRequest,
): AsyncGenerator<
  readonly { readonly line: string; readonly checked: CheckedRow; readonly position: number; readonly row: Row }[]
> {
  const check = preparePreflight(version, targetOf(request), request.limits, {}, request.correction);
  const stored = version.marks.find(({ name }) => name === mark);
  const codeOf = await readMark({ segments: stored?.segments ?? [] });
  const wanted = 1 + (stored?.dictionary ?? []).indexOf(SPLIT_VALUES[side === 'training' ? 0 : 1] ?? '');
  let position = rows.from;
  for await (const part of passRows(reader, list.slices(rows.from, rows.count))) {
    const found: { line: string; checked: CheckedRow; position: number; row: Row }[] = [];
    part.each((row, _id, origin) => {
      const checked = wanted > 0 && codeOf(origin) === wanted ? check(row) : null;
      if (checked?.line && !checked.isFaulty) found.push({ line: checked.line, checked, position, row });
      position++;
    });
    yield found;
  }
}

/** One side's part of a file. */
export async function writeLines(
  opened: OpenedVersion,
  request: SideRequest,
): Promise<{ readonly pieces: readonly Uint8Array[]; readonly lines: number }> {
  const encoder = new TextEncoder();
  const pieces: Uint8Array[] = [];
  let count = 0;
  for await (const lines of sideLines(opened, request)) {
    pieces.push(encoder.encode(lines.map(({ line }) => `${line}\n`).join('')));
    count += lines.length;
  }
  return { pieces, lines: count };
}

/** The rows that became these 1-based lines. */
export async function rowsOfLines(
  opened: OpenedVersion,
  request: SideRequest,
  wanted: readonly number[],
): Promise<FoundLines> {
  const positions = new Map<number, number>();
  const asked = new Set(wanted);
  let line = 0;
  for await (const lines of sideLines(opened, request)) {
    for (const { position } of lines) {
      line++;
      if (asked.has(line)) positions.set(line, position);
    }
  }
  return { positions: wanted.map((each) => positions.get(each) ?? -1), lines: line };
}
