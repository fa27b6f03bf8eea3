import type { Side } from '../../workers/contracts/rows.ts';
import type {
  CheckReport,
  CheckRequest,
  FoundLines,
  PackWish,
  SplitReport,
  TuneWorker,
} from '../../workers/contracts/tune.ts';
import { fail, ok, type Result } from '../core/failure.ts';
import type { FewShotPack } from '../core/few-shot/prompt-pack.ts';
import { cutRanges, rowsPerTask } from '../core/version/segments.ts';
import type { SplitSettings } from '../core/tuning/job.ts';
import type { VersionInfo } from '../core/version/version.ts';
import { getVersion } from '../store/versions/versions.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';
import { tuneKind } from './worker-kinds.ts';
import { WorkerPool } from './worker-pool.ts';

export type { Side } from '../../workers/contracts/rows.ts';
export type { CheckReport, CheckRequest, FoundLines, PackWish, SplitReport } from '../../workers/contracts/tune.ts';

/** The rows of a version as a worker knows them after a check: it can split them again and again. Close it. */
export interface CheckedRun {
  readonly report: CheckReport;
  split(split: SplitSettings): Promise<Result<SplitReport>>;
  /** Stores a split as its mark; gives the version that has it. */
  save(datasetId: string, split: SplitSettings): Promise<Result<VersionInfo>>;
  close(): void;
}

/** Checks all rows of a version against the hard rules of a target. */
export function checkRows(request: CheckRequest, run: Run): Promise<Result<CheckedRun>> {
  return settle(() => checkAll(request, run));
}

async function checkAll(request: CheckRequest, run: Run): Promise<Result<CheckedRun>> {
  const version = await getVersion(request.versionId);
  if (!version) return fail({ kind: 'storage-lost', what: 'this version' });
  const ranges = cutRanges(version.rowCount, rowsPerTask(version));
  const pool = new WorkerPool<TuneWorker>(tuneKind, run.signal);
  let rows = 0;
  const found: Promise<Result<void>>[] = [];
  const checked = await pool.each(
    ranges,
    (api, range) => api.check(request, range),
    (part, index) => {
      found.push(pool.lead.call((api) => api.collect(index, part)));
      rows += ranges[index]?.count ?? 0;
      run.onProgress({ done: rows, total: version.rowCount, unit: 'rows', rows });
    },
  );
  const collected = checked.ok ? ((await Promise.all(found)).find((result) => !result.ok) ?? checked) : checked;
  const report = collected.ok ? await pool.lead.call((api) => api.conclude(request)) : collected;
  if (!report.ok) {
    pool.close();
    return report;
  }
  pool.dismiss();
  return ok({
    report: report.value,
    split: (split) => pool.lead.call((api) => api.split(split)),
    save: (datasetId, split) => pool.lead.call((api) => api.saveSplit(datasetId, split)),
    close: () => {
      pool.close();
    },
  });
}

/** A side of a split as it is sent. */
export interface SideFile {
  readonly blob: Blob;
  readonly lines: number;
}

/** Writes one side of a split as a file of the target's lines. */
export function writeSide(request: CheckRequest, mark: string, side: Side, run: Run): Promise<Result<SideFile>> {
  return settle(() => writeAll(request, mark, side, run));
}

async function writeAll(request: CheckRequest, mark: string, side: Side, run: Run): Promise<Result<SideFile>> {
  const version = await getVersion(request.versionId);
  if (!version) return fail({ kind: 'storage-lost', what: 'this version' });
  const ranges = cutRanges(version.rowCount, rowsPerTask(version));
  const pool = new WorkerPool<TuneWorker>(tuneKind, run.signal);
  const parts: Blob[] = [];
  let [rows, lines] = [0, 0];
  try {
    const written = await pool.each(
      ranges,
      (api, range) => api.lines(request, mark, side, range),
      (part, index) => {
        parts[index] = part.blob;
        lines += part.rows;
        rows += ranges[index]?.count ?? 0;
        run.onProgress({ done: rows, total: version.rowCount, unit: 'rows', rows });
      },
    );
    return written.ok ? ok({ blob: new Blob(parts, { type: 'application/jsonl' }), lines }) : written;
  } finally {
    pool.close();
  }
}

/** Chooses the examples of a few-shot pack among the training rows. */
export function choosePack(
  request: CheckRequest,
  mark: string,
  wish: PackWish,
  { signal }: Pick<Run, 'signal'>,
): Promise<Result<FewShotPack>> {
  return settle(() => withWorker(signal, (pool) => pool.lead.call((api) => api.pack(request, mark, wish))));
}

/** The rows that became these 1-based lines of a side's file. */
export function findRowsOfLines(
  request: CheckRequest,
  mark: string,
  side: Side,
  lines: readonly number[],
  { signal }: Pick<Run, 'signal'>,
): Promise<Result<FoundLines>> {
  return settle(() =>
    withWorker(signal, (pool) => pool.lead.call((api) => api.rowsOfLines(request, mark, side, lines))),
  );
}

async function withWorker<T>(
  signal: AbortSignal,
  act: (pool: WorkerPool<TuneWorker>) => Promise<Result<T>>,
): Promise<Result<T>> {
  const pool = new WorkerPool<TuneWorker>(tuneKind, signal, 1);
  try {
    return await act(pool);
  } finally {
    pool.close();
  }
}
