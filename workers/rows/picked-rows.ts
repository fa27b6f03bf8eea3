import { fail, type Result } from '../../src/core/failure.ts';
import type { ChosenRun } from '../../src/core/recipe/chosen-rows.ts';
import { idsOfRun } from '../../src/core/version/segments.ts';
import type { VersionInfo } from '../../src/core/version/version.ts';
import { getDataset } from '../../src/store/datasets.ts';
import { readRowText } from '../../src/store/rows/block-reader.ts';
import { readOrigins } from '../../src/store/rows/list-parts.ts';
import { setMark } from '../../src/store/versions/marks.ts';
import { readSources } from '../../src/store/versions/row-facts.ts';
import { getVersion } from '../../src/store/versions/versions.ts';
import type { MarkRequest, PickedRows } from '../contracts/reader.ts';
import type { OpenedVersion } from './open-version.ts';

/** Whole rows in the order in which they are asked for, the first ones that have at most `atMost` bytes together. */
export async function pickTexts(
  { list, reader }: OpenedVersion,
  positions: Uint32Array,
  atMost: number,
): Promise<PickedRows> {
  const texts: string[] = [];
  let size = 0;
  for (const position of positions) {
    const id = await list.idAt(position);
    const text = await readRowText(await reader.find(id), id);
    size += text.length;
    if (size > atMost) return { texts, isWhole: false };
    texts.push(text);
  }
  return { texts, isWhole: true };
}

/** Rows as a step names them, neighbours of a file together; null where there would be more than `atMost` runs. */
export async function chosenRuns(
  { version, list, reader }: OpenedVersion,
  positions: Uint32Array,
  atMost: number,
): Promise<readonly ChosenRun[] | null> {
  const origins = await readOrigins(reader, list.slices(0, list.count));
  const sources = await readSources(version.datasetId);
  const nthOf = version.repeats ? nthAmongOrigins(origins) : () => 0;
  const runs: { file: string; row: number; count: number; nth: number }[] = [];
  for (const position of positions.slice().sort()) {
    const { file, row } = sources.sourceOf(origins[position] ?? 0);
    const nth = nthOf(position);
    const last = runs.at(-1);
    if (last?.file === file && last.row + last.count === row && last.nth === nth) last.count++;
    else if (runs.push({ file, row, count: 1, nth }) > atMost) return null;
  }
  return runs.map(({ nth, ...run }) => (nth === 0 ? run : { ...run, nth }));
}

/** Of rows that one row became, which of them each is. */
function nthAmongOrigins(origins: Uint32Array): (position: number) => number {
  const seen = new Map<number, number>();
  const nth = Uint32Array.from(origins, (origin) => {
    const before = seen.get(origin) ?? 0;
    seen.set(origin, before + 1);
    return before;
  });
  return (position) => nth[position] ?? 0;
}

/** Gives rows of the head the value of a mark. Fails where the dataset is gone. */
export async function markRows({ datasetId, positions, name, value }: MarkRequest): Promise<Result<VersionInfo>> {
  const dataset = await getDataset(datasetId);
  const head = dataset && (await getVersion(dataset.headId));
  if (!head) return fail({ kind: 'dataset-gone' });
  const rows = positions?.slice().sort() ?? idsOfRun(0, head.rowCount);
  return setMark(datasetId, dataset.seq, {
    name,
    dictionary: value === null ? [] : [value],
    rows,
    values: new Uint16Array(rows.length).fill(value === null ? 0 : 1),
  });
}
