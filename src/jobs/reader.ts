import type {
  DroppedRow,
  PinnedSplit,
  ReadWorker,
  RowCells,
  Side,
  Unpacked,
  WholeRow,
} from '../../workers/contracts/reader.ts';
import type { MeaningClues } from '../core/example/meaning-clues.ts';
import { fail, type Result } from '../core/failure.ts';
import type { FilePreview, ReadSettings } from '../core/filetypes/settings.ts';
import type { VersionInfo } from '../core/version/version.ts';
import { type Remote, RemoteWorker } from './remote-worker.ts';
import { readKind } from './worker-kinds.ts';

export type { PinnedSplit, Side } from '../../workers/contracts/reader.ts';

/** What the table on the screen may wait for its rows before the worker is given up. */
const READ_TIMEOUT_MS = 60_000;
/** Some gigabytes take minutes. */
const UNPACK_TIMEOUT_MS = 600_000;
/** A workbook is unpacked whole before its first row is known; a broken Parquet file can keep its reader busy for ever. */
const PREVIEW_TIMEOUT_MS = 30_000;

/** Reads for the screen in a worker of its own, so that a long run never holds up the table. */
export class Reader {
  #reading: RemoteWorker<ReadWorker> | undefined;

  /** Starts the worker before it is asked: the first rows of a file are then there at once. */
  start(): void {
    if (!this.#reading?.alive) this.#reading = new RemoteWorker<ReadWorker>(readKind);
  }

  /** The files in an archive; null where the file is none. */
  unpack(file: File): Promise<Result<Unpacked | null>> {
    return this.#read((api) => api.unpack(file), UNPACK_TIMEOUT_MS);
  }

  /** The first rows of a file and how to read it. */
  async preview(file: File, wanted: Partial<ReadSettings>): Promise<Result<FilePreview>> {
    const result = await this.#read((api) => api.preview(file, wanted), PREVIEW_TIMEOUT_MS);
    if (result.ok || result.failure.kind !== 'too-slow') return result;
    const why = `its first rows were not found within ${PREVIEW_TIMEOUT_MS / 1_000} seconds`;
    return fail({ kind: 'broken-file', file: file.name, why });
  }

  cells(
    versionId: string,
    positions: readonly number[],
    columns: readonly string[],
  ): Promise<Result<readonly RowCells[]>> {
    return this.#read((api) => api.cells(versionId, positions, columns));
  }

  row(versionId: string, position: number): Promise<Result<WholeRow>> {
    return this.#read((api) => api.row(versionId, position));
  }

  /** What the first rows of a version show that helps to say what they mean. */
  clues(versionId: string): Promise<Result<MeaningClues>> {
    return this.#read((api) => api.clues(versionId));
  }

  /** On which side of a job the row lies; null where on none. */
  side(versionId: string, position: number, split: PinnedSplit): Promise<Result<Side | null>> {
    return this.#read((api) => api.side(versionId, position, split));
  }

  /** The position of the next row that the job held out; null where there is none. */
  nextHeldOut(versionId: string, after: number, split: PinnedSplit): Promise<Result<number | null>> {
    return this.#read((api) => api.nextHeldOut(versionId, after, split));
  }

  dropped(versionId: string, step: number, from: number, count: number): Promise<Result<readonly DroppedRow[]>> {
    return this.#read((api) => api.dropped(versionId, step, from, count));
  }

  /** Saves one row edited by hand; `expected` is the text that the user saw. */
  edit(datasetId: string, position: number, expected: string, text: string): Promise<Result<VersionInfo>> {
    return this.#read((api) => api.edit(datasetId, position, expected, text));
  }

  #read<T>(invoke: (api: Remote<ReadWorker>) => Promise<Result<T>>, timeoutMs = READ_TIMEOUT_MS): Promise<Result<T>> {
    if (!this.#reading?.alive) this.#reading = new RemoteWorker<ReadWorker>(readKind);
    return this.#reading.call(invoke, { timeoutMs, place: 'this row' });
  }
}
