import { BlockReader } from '../../src/store/rows/block-reader.ts';
import { RowList } from '../../src/store/versions/row-list.ts';
import { type LoadedVersion, loadVersion } from '../../src/store/versions/versions.ts';

/** A version with what reads its rows. */
export interface OpenedVersion {
  readonly version: LoadedVersion;
  readonly list: RowList;
  readonly reader: BlockReader;
}

/** The version that was last read from, kept at hand: the screen asks for one version again and again. */
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
