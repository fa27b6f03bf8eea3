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
      return { version, list: new RowList(version), reader: new BlockReader(version.datasetId, 32) };
    } catch (error) {
      // The next call tries again instead of getting the same failure.
      this.#id = undefined;
      throw error;
    }
  }
}

const opened = new OpenVersion();

/** Opens a version for a pass. Fails where it is not stored any more. */
export async function openVersion(id: string): Promise<Result<OpenedVersion>> {
  if (!(await getVersion(id))) return fail({ kind: 'storage-lost', what: 'this version' });
  return ok(await opened.load(id));
}

/** The rows of a version as tasks of about 3 MiB. */
export function rangesOf({ version }: OpenedVersion): RowRange[] {
  return cutRanges(version.rowCount, rowsPerTask(version));
}

/** What a range counts for in the progress of a pass. */
export function weighRange({ count }: RowRange): number {
  return count;
}
