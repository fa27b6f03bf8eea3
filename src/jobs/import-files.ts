import type { ImportedRange, ImportReport, ImportWorker } from '../../workers/contracts/rows.ts';
import { ok, type Result } from '../core/failure.ts';
import type { ReadSettings } from '../core/filetypes/settings.ts';
import type { Mapping } from '../core/recipe/step.ts';
import { stampMarker } from '../store/marker.ts';
import { reserveFiles } from '../store/rows/origins.ts';
import { openStage } from '../store/stage.ts';
import { callback, type Remote } from './remote-worker.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';
import { importKind } from './worker-kinds.ts';
import { warmUp, WorkerPool } from './worker-pool.ts';

export interface ImportRequest {
  /** Of the new dataset, like its mapping and format; without meaning where `into` is given. */
  readonly name: string;
  readonly files: readonly { readonly file: File; readonly settings: ReadSettings }[];
  readonly mapping: Mapping;
  readonly format?: string | undefined;
  /** The id of a dataset that is there: the rows go to its end, as one version. */
  readonly into?: string;
  /** For measuring; the digest is the same with any number. */
  readonly workers?: number;
}

/** A range becomes two blocks in one transaction: each waits for the disk, but a long one holds up every other write. */
const RANGE_BYTES = 6 << 20;

interface Task {
  readonly file: number;
  /** Its place among the file's ranges. */
  readonly order: number;
  readonly start: number;
  readonly end: number;
  readonly whole: boolean;
}

/** Starts the workers of an import while the user still looks at the preview. */
export function prepareImport(): void {
  warmUp(importKind);
}

/** Reads files into a new dataset or to the end of one that is there; it appears, or changes, at the end or not at all. */
export function importFiles(request: ImportRequest, run: Run): Promise<Result<ImportReport>> {
  return settle(() => runImport(request, run));
}

async function runImport(request: ImportRequest, run: Run): Promise<Result<ImportReport>> {
  const startedAt = Date.now();
  const { into, files } = request;
  const datasetId = into ?? crypto.randomUUID();
  const stage = await openStage(datasetId, `Import of ${request.name}`);
  const pool = new WorkerPool<ImportWorker>(importKind, run.signal, request.workers);
  try {
    const firstFile = into === undefined ? 0 : await reserveFiles(into, files.length);
    const begun = await pool.all((api) => api.begin({ datasetId, stage: stage.id, files, firstFile }));
    if (!begun.ok) return begun;
    const read = await readAll(pool, request, run);
    if (!read.ok) return read;
    const { name, mapping, format } = request;
    pool.shield();
    const made = into === undefined ? { name, mapping, format } : null;
    const report = await pool.lead.call((api) => api.commit({ made, startedAt, ranges: read.value }));
    if (report.ok) await stampMarker();
    return report;
  } finally {
    pool.close();
    await stage.close();
  }
}

async function readAll(
  pool: WorkerPool<ImportWorker>,
  { files }: ImportRequest,
  run: Run,
): Promise<Result<ImportedRange[][]>> {
  const tasks = files.flatMap(({ file, settings }, index) => cutFile(file, settings, index));
  const ranges = files.map((): ImportedRange[] => []);
  const progress = new ImportProgress(files, run);
  const done = await pool.each(
    tasks,
    (api, task) => {
      if (!task.whole) return readRange(api, task);
      const onProgress = (bytes: number, rows: number): void => {
        progress.at(task.file, bytes, rows);
      };
      return api.table(task.file, callback(onProgress));
    },
    (read, index) => {
      const task = tasks[index];
      const list = task && ranges[task.file];
      if (!list) return;
      const [range] = read;
      if (task.whole) list.push(...read);
      else if (range) {
        list[task.order] = range;
        progress.add(task.file, task.end - task.start, range.source.rows);
      }
    },
  );
  return done.ok ? ok(ranges) : done;
}

/** JSON Lines in UTF-8 can be read from any line feed; all else, and what is compressed, only from its start. */
function cutFile(file: File, { fileType, encoding, gzip }: ReadSettings, index: number): Task[] {
  if (fileType !== 'jsonl' || encoding !== 'utf-8' || gzip) {
    return [{ file: index, order: 0, start: 0, end: file.size, whole: true }];
  }
  const count = Math.ceil(file.size / RANGE_BYTES);
  return Array.from({ length: count }, (_, order) => {
    const start = order * RANGE_BYTES;
    return { file: index, order, start, end: Math.min(start + RANGE_BYTES, file.size), whole: false };
  });
}

/** Adds up what several workers have read of several files. */
class ImportProgress {
  readonly #total: number;
  readonly #read: { bytes: number; rows: number }[];
  readonly #run: Run;

  constructor(files: ImportRequest['files'], run: Run) {
    this.#total = files.reduce((sum, { file }) => sum + file.size, 0);
    this.#read = files.map(() => ({ bytes: 0, rows: 0 }));
    this.#run = run;
  }

  at(file: number, bytes: number, rows: number): void {
    this.#read[file] = { bytes, rows };
    this.#report();
  }

  add(file: number, bytes: number, rows: number): void {
    const before = this.#read[file] ?? { bytes: 0, rows: 0 };
    this.at(file, before.bytes + bytes, before.rows + rows);
  }

  #report(): void {
    const done = this.#read.reduce((sum, { bytes }) => sum + bytes, 0);
    const rows = this.#read.reduce((sum, { rows: count }) => sum + count, 0);
    this.#run.onProgress({ done, total: this.#total, unit: 'bytes', rows });
  }
}

async function readRange(
  api: Remote<ImportWorker>,
  { file, start, end }: Task,
): Promise<Result<readonly ImportedRange[]>> {
  const range = await api.range(file, start, end);
  return range.ok ? ok([range.value]) : range;
}
