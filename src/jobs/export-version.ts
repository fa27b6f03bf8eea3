import type { ExportedPart, ExportRequest, ExportType, ExportWorker } from '../../workers/contracts/rows.ts';
import { fail, ok, type Result } from '../core/failure.ts';
import { cutRanges, rowsPerTask } from '../core/version/segments.ts';
import { getVersion } from '../store/versions/versions.ts';
import { callback } from './remote-worker.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';
import { exportKind } from './worker-kinds.ts';
import { warmUp, WorkerPool } from './worker-pool.ts';

export type { ExportRequest, ExportType };

export interface ExportedFile {
  readonly blob: Blob;
  readonly rows: number;
  readonly bytes: number;
  /** Why rows could not be written in the format that was asked for, with how many. */
  readonly refused: Readonly<Record<string, number>>;
}

const MEDIA_TYPES = { jsonl: 'application/jsonl', json: 'application/json', csv: 'text/csv;charset=utf-8' };

/** Starts the workers of an export while the user still chooses. */
export function prepareExport(): void {
  warmUp(exportKind);
}

/** Writes a version as one file. The Blob's bytes lie with the browser, on disk where they are many. */
export function exportVersion(request: ExportRequest, run: Run): Promise<Result<ExportedFile>> {
  return settle(() => writeFile(request, run));
}

async function writeFile(request: ExportRequest, run: Run): Promise<Result<ExportedFile>> {
  const version = await getVersion(request.versionId);
  if (!version) return fail({ kind: 'storage-lost', what: 'this version' });
  const cut = cutRanges(version.rowCount, rowsPerTask(version));
  // A file without rows still has a header or brackets.
  const ranges = cut.length > 0 ? cut : [{ from: 0, count: 0 }];
  const parts: ExportedPart[] = [];
  const pool = new WorkerPool<ExportWorker>(exportKind, run.signal);
  let rows = 0;
  try {
    const written = await pool.each(
      ranges,
      (api, range) => api.part(request, range),
      (part, index) => {
        parts[index] = part;
        rows += ranges[index]?.count ?? 0;
        run.onProgress({ done: rows, total: version.rowCount, unit: 'rows', rows });
      },
    );
    if (!written.ok) return written;
    const pieces = request.fileType === 'json' ? arrayOf(parts) : parts.map(({ blob }) => blob);
    const blob = new Blob(pieces, { type: MEDIA_TYPES[request.fileType] });
    return ok({ blob, rows: sumOf(parts), bytes: blob.size, refused: refusalsOf(parts) });
  } finally {
    pool.close();
  }
}

function arrayOf(parts: readonly ExportedPart[]): (Blob | string)[] {
  const filled = parts.filter(({ rows }) => rows > 0);
  const items = filled.flatMap(({ blob }, index) => (index === 0 ? ['\n', blob] : [',\n', blob]));
  return ['[', ...items, '\n]\n'];
}

function sumOf(parts: readonly ExportedPart[]): number {
  return parts.reduce((sum, { rows }) => sum + rows, 0);
}

function refusalsOf(parts: readonly ExportedPart[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const { refused } of parts) {
    for (const [reason, count] of Object.entries(refused)) sum[reason] = (sum[reason] ?? 0) + count;
  }
  return sum;
}

/** The SHA-256 of a file that was written. Apart, so that the download need not wait for it. */
export async function hashFile(blob: Blob, run: Run): Promise<Result<string>> {
  const pool = new WorkerPool<ExportWorker>(exportKind, run.signal, 1);
  const onProgress = (bytes: number): void => {
    run.onProgress({ done: bytes, total: blob.size, unit: 'bytes', rows: 0 });
  };
  try {
    return await pool.lead.call((api) => api.hash(blob, callback(onProgress)));
  } finally {
    pool.close();
  }
}
