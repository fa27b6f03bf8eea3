import type { SourceSpan } from '../../core/version/version.ts';
import { database } from '../database.ts';
import { DatasetGoneError } from '../dataset-gone.ts';

/** Which file each row came in with. */
export class RowSources {
  readonly files: readonly string[];
  readonly #spans: readonly SourceSpan[];

  private constructor(files: readonly string[], spans: readonly SourceSpan[]) {
    this.files = files;
    this.#spans = spans;
  }

  static async of(datasetId: string): Promise<RowSources> {
    const record = await database.imports.get(datasetId);
    if (!record) throw new DatasetGoneError(datasetId);
    const spans = [...record.spans].sort((one, other) => one.first - other.first);
    return new RowSources(record.files, spans);
  }

  /** The number of the file of an origin; -1 where no file has it. */
  fileOf(origin: number): number {
    let [low, high] = [0, this.#spans.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#spans[middle]?.first ?? 0) <= origin) low = middle + 1;
      else high = middle;
    }
    const span = this.#spans[low - 1];
    return span && origin < span.first + span.count ? span.file : -1;
  }
}
