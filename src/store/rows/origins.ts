import type { RowSource } from '../../core/version/changes.ts';
import type { SourceSpan } from '../../core/version/version.ts';
import { database } from '../database.ts';
import { DatasetGoneError } from '../dataset-gone.ts';

/**
 * Finds where a row came from by its origin: the file, or the name that rows added by hand have in its place, and the
 * 1-based number among its rows. Throws where no span has it: every origin is the id of a row that came in.
 */
export async function findOrigin(datasetId: string, origin: number): Promise<RowSource> {
  return (await originFinder(datasetId))(origin);
}

/** The same for many rows of a dataset: what is stored of its files is read once. */
export async function originFinder(datasetId: string): Promise<(origin: number) => RowSource> {
  const record = await database.imports.get(datasetId);
  if (!record) throw new DatasetGoneError(datasetId);
  const seen = new Map<number, number>();
  const spans = record.spans.map(({ first, count, file }) => {
    const before = seen.get(file) ?? 0;
    seen.set(file, before + count);
    return { first, end: first + count, file: record.files[file] ?? '', before };
  });
  // Rows that follow each other mostly came in together.
  let last = spans[0];
  return (origin) => {
    if (!last || origin < last.first || origin >= last.end)
      last = spans.find(({ first, end }) => origin >= first && origin < end);
    if (!last) throw new RangeError(`row ${origin} came in with no file`);
    return { file: last.file, row: last.before + origin - last.first + 1 };
  };
}

/**
 * Reserves neighbouring numbers for files that are to be added to a dataset, and returns the first. What is not used after
 * all stays unused.
 */
export async function reserveFiles(datasetId: string, count: number): Promise<number> {
  const { counters, imports } = database;
  return database.transaction('rw', counters, imports, async () => {
    const counter = await counters.get(datasetId);
    const first = Math.max(counter?.nextFile ?? 0, (await imports.get(datasetId))?.files.length ?? 0);
    await counters.put({ nextRow: 0, ...counter, datasetId, nextFile: first + count });
    return first;
  });
}

/** Notes which rows came in with which files. For use inside the transaction of a commit. */
export async function addSpans(
  datasetId: string,
  added: {
    readonly files: readonly { readonly file: number; readonly name: string }[];
    readonly spans: readonly SourceSpan[];
  },
): Promise<void> {
  const record = await database.imports.get(datasetId);
  const files = [...(record?.files ?? [])];
  for (const { file, name } of added.files) {
    while (files.length <= file) files.push('');
    files[file] = name;
  }
  await database.imports.put({ datasetId, files, spans: [...(record?.spans ?? []), ...added.spans] });
}
