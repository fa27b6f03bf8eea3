import type {
  DroppedRow,
  MarkRequest,
  PickedRows,
  PinnedSplit,
  ReadWorker,
  RowCells,
  Side,
  Unpacked,
  WholeRow,
} from '../../workers/contracts/reader.ts';
import type { RowGlance } from '../core/diff/row-glance.ts';
import type { MeaningClues } from '../core/example/meaning-clues.ts';
import { fail, type Result } from '../core/failure.ts';
import type { ChosenRun } from '../core/recipe/chosen-rows.ts';
import type { FilePreview, ReadSettings } from '../core/filetypes/settings.ts';
import type { VersionInfo } from '../core/version/version.ts';
import type { Judged, Judgement } from '../store/versions/judge.ts';
import type { RowPast } from '../store/versions/row-past.ts';
import { callback, type Remote, RemoteWorker } from './remote-worker.ts';
import type { Run } from './run.ts';
import { readKind } from './worker-kinds.ts';

export type { MarkRequest, PickedRows, PinnedSplit, Side, Unpacked } from '../../workers/contracts/reader.ts';

/** What the table on the screen may wait for its rows before the worker is given up. */
const READ_TIMEOUT_MS = 60_000;
/** Millions of rows may be marked at once. */
const MARK_TIMEOUT_MS = 300_000;
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

  /** True for a file that has others in it. */
  isArchive(file: File): Promise<Result<boolean>> {
    return this.#read((api) => api.isArchive(file));
  }

  /**
   * The files in an archive; null where the file is none. A worker of its own does it, so that a cancel ends it at once, with all
   * that it has unpacked so far.
   */
  async unpack(file: File, { signal, onProgress }: Run): Promise<Result<Unpacked | null>> {
    const worker = new RemoteWorker<ReadWorker>(readKind);
    const end = (): void => worker.terminate();
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
    const onUnpacked = callback((done: number, total: number) => {
      onProgress({ done, total, unit: 'bytes', rows: 0 });
    });
    try {
      const options = { timeoutMs: UNPACK_TIMEOUT_MS, place: 'this archive' };
      return await worker.call((api) => api.unpack(file, onUnpacked), options);
    } finally {
      signal.removeEventListener('abort', end);
      end();
    }
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

  /** Neighbouring rows of a version in a few lines each. */
  glances(versionId: string, from: number, count: number): Promise<Result<readonly RowGlance[]>> {
    return this.#read((api) => api.glances(versionId, from, count));
  }

  /** What the first rows of a version show that helps to say what they mean. */
  clues(versionId: string): Promise<Result<MeaningClues>> {
    return this.#read((api) => api.clues(versionId));
  }

  /** On which side of a job the row is; null where on none. */
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

  /** Whole rows as texts, as many of them as have at most `atMost` bytes together. */
  texts(versionId: string, positions: Uint32Array, atMost: number): Promise<Result<PickedRows>> {
    return this.#read((api) => api.texts(versionId, positions, atMost));
  }

  /** Rows by what a step can name them; null where that would be more than `atMost` runs. */
  chosen(versionId: string, positions: Uint32Array, atMost: number): Promise<Result<readonly ChosenRun[] | null>> {
    return this.#read((api) => api.chosen(versionId, positions, atMost));
  }

  /** Gives rows of the head the value of a mark, as a version of its own. */
  mark(request: MarkRequest): Promise<Result<VersionInfo>> {
    return this.#read((api) => api.mark(request), MARK_TIMEOUT_MS);
  }

  /** Gives rows of the head values of a mark, in one version. */
  judge(datasetId: string, mark: string, judgements: readonly Judgement[]): Promise<Result<VersionInfo>> {
    return this.#read((api) => api.judge(datasetId, mark, judgements));
  }

  /** The rows of a version that have a value of a mark. */
  judged(versionId: string, mark: string): Promise<Result<Judged>> {
    return this.#read((api) => api.judged(versionId, mark));
  }

  /** What the versions up to this one did to a row. */
  past(versionId: string, position: number): Promise<Result<RowPast>> {
    return this.#read((api) => api.past(versionId, position));
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
