import { database } from '../database.ts';

/** Where an import row was read: the file's name and the 1-based number of the row among the file's rows. */
export interface Origin {
  readonly file: string;
  readonly row: number;
}

/** Finds where an import row came from; null where the import is not known. */
export async function findOrigin(datasetId: string, origin: number): Promise<Origin | null> {
  const record = await database.imports.get(datasetId);
  if (!record) return null;
  const seen = new Map<number, number>();
  for (const span of record.spans) {
    const before = seen.get(span.file) ?? 0;
    if (origin >= span.first && origin < span.first + span.count) {
      return { file: record.files[span.file] ?? '', row: before + origin - span.first + 1 };
    }
    seen.set(span.file, before + span.count);
  }
  return null;
}
