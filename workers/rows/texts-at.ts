import { joinIds } from '../../src/core/version/segments.ts';
import type { Row } from '../../src/core/row/row.ts';
import { readRowText } from '../../src/store/rows/block-reader.ts';
import { passRows } from '../../src/store/rows/pass-rows.ts';
import { RowSources } from '../../src/store/rows/row-sources.ts';
import type { OpenedVersion } from './open-version.ts';

/** Rows of a version by their positions, for the screen. */
export class RowsAt {
  readonly #opened: OpenedVersion;
  #sources: Promise<RowSources> | undefined;

  constructor(opened: OpenedVersion) {
    this.#opened = opened;
  }

  async text(position: number): Promise<string> {
    const { list, reader } = this.#opened;
    const id = await list.idAt(position);
    return readRowText(await reader.find(id), id);
  }

  /** Visits rows in any order; a row that is in the list twice once. */
  async each(positions: readonly number[], visit: (row: Row, position: number) => void): Promise<void> {
    const { list, reader } = this.#opened;
    const all = await list.ids(0, list.count);
    const places = new Map(positions.map((position) => [all[position] ?? 0, position]));
    const ids = joinIds([Uint32Array.from(places.keys())]).sort();
    for await (const part of passRows(reader, [{ ids, count: ids.length }])) {
      part.each((row, id) => {
        visit(row, places.get(id) ?? 0);
      });
    }
  }

  /** The file that a row came in with; empty where it is not known. */
  async source(origin: number): Promise<string> {
    this.#sources ??= RowSources.of(this.#opened.version.datasetId);
    const sources = await this.#sources;
    return sources.files[sources.fileOf(origin)] ?? '';
  }
}
