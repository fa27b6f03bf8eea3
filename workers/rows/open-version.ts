import { fail, ok, type Result } from '../../src/core/failure.ts';
import { cutRanges, type RowRange, rowsPerTask } from '../../src/core/version/segments.ts';
import { BlockReader } from '../../src/store/rows/block-reader.ts';
import { RowList } from '../../src/store/versions/row-list.ts';
import { getVersion, type LoadedVersion, loadVersion } from '../../src/store/versions/versions.ts';

/** A version with what reads its rows. */
export interface OpenedVersion {
  readonly version: LoadedVersion;
  readonly list: RowList;
  readonly reader: BlockReader;
}

let reader = new BlockReader('');

/** The reader of a dataset, kept from one pass to the next: a version has most of its blocks from the one before. */
export function readerOf(datasetId: string): BlockReader {
  if (reader.datasetId !== datasetId) reader = new BlockReader(datasetId);
  return reader;
}

/** The version that was last read from, kept at hand: the screen and passes ask for one version again and again. */
export class OpenVersion {
  #id: string | undefined;
  #opened: Promise<OpenedVersion> | undefined;

  load(id: string): Promise<OpenedVersion> {
    if (this.#id !== id || !this.#opened) {
      this.#id = id;
      this.#opened = this.#open(id);
    }
    return this.#opened;
  }

  async #open(id: string): Promise<OpenedVersion> {
    try {
      const version = await loadVersion(id);
      return { version, list: new RowList(version), reader: readerOf(version.datasetId) };
    } catch (error) {
      // The next call tries again instead of getting the same failure.
      this.#id = undefined;
      throw error;
    }
  }
}

const opened = new OpenVersion();

/** Opens a version for a pass; `kept` for one that reads from two at once. Fails where it is not stored any more. */
export async function openVersion(id: string, kept = opened): Promise<Result<OpenedVersion>> {
  if (!(await getVersion(id))) return fail({ kind: 'storage-lost', what: 'this version' });
  return ok(await kept.load(id));
}

/** The rows of a version, or those of a stretch of it, as tasks of about 3 MiB. */
export function rangesOf({ version }: OpenedVersion, within?: RowRange): RowRange[] {
  const { from = 0, count = version.rowCount } = within ?? {};
  return cutRanges(count, rowsPerTask(version)).map((range) => ({ from: from + range.from, count: range.count }));
}

/** What a range counts for in the progress of a pass. */
export function weighRange({ count }: RowRange): number {
  return count;
}
