import type { RowSource } from '../../core/version/changes.ts';
import type { VersionInfo } from '../../core/version/version.ts';
import { database } from '../database.ts';
import { DatasetGoneError } from '../dataset-gone.ts';
import { RowList } from './row-list.ts';
import { listVersions, loadVersion } from './versions.ts';

/** Which row of which file an origin is. */
export interface SourceReader {
  /** The name that stands for the file, as `findOrigin` gives it. */
  fileOf(origin: number): string;
  sourceOf(origin: number): RowSource;
}

/** Makes what answers for every origin of a dataset without asking the store again. */
export async function readSources(datasetId: string): Promise<SourceReader> {
  const record = await database.imports.get(datasetId);
  if (!record) throw new DatasetGoneError(datasetId);
  const seen = new Map<number, number>();
  const spans = record.spans.map(({ first, count, file }) => {
    const before = seen.get(file) ?? 0;
    seen.set(file, before + count);
    return { first, end: first + count, before, file: record.files[file] ?? '' };
  });
  spans.sort((one, other) => one.first - other.first);
  let last = spans[0];
  const find = (origin: number): NonNullable<typeof last> => {
    if (last && origin >= last.first && origin < last.end) return last;
    let [low, high] = [0, spans.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((spans[middle]?.first ?? 0) <= origin) low = middle + 1;
      else high = middle;
    }
    last = spans[low - 1];
    if (!last || origin >= last.end) throw new RangeError(`row ${origin} came in with no file`);
    return last;
  };
  return {
    fileOf: (origin) => find(origin).file,
    sourceOf: (origin) => {
      const { file, before, first } = find(origin);
      return { file, row: before + origin - first + 1 };
    },
  };
}

/** True for ids of rows that a version of this number wrote: those in its list that its parent's has not. None for an import. */
export async function writtenBy(
  { datasetId }: Pick<VersionInfo, 'datasetId'>,
  number: number,
): Promise<(id: number) => boolean> {
  const version = (await listVersions(datasetId)).find((each) => each.number === number);
  if (!version || version.parentId === null) return () => false;
  const before = await idsOf(version.basedOn ?? version.parentId);
  const after = await idsOf(version.id);
  return (id) => after(id) && !before(id);
}

async function idsOf(versionId: string): Promise<(id: number) => boolean> {
  const list = new RowList(await loadVersion(versionId));
  const ids = await list.ids(0, list.count);
  const most = ids.reduce((highest, id) => Math.max(highest, id), 0);
  const has = new Uint8Array(most + 1);
  for (const id of ids) has[id] = 1;
  return (id) => has[id] === 1;
}
