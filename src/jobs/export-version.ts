import type exportPass from '../../workers/rows/passes/export.ts';
import type { ExportedPart, ExportInput } from '../../workers/rows/passes/export.ts';
import type exportParquet from '../../workers/rows/passes/export-parquet.ts';
import type hashPass from '../../workers/rows/passes/hash.ts';
import type { ExportRequest, ExportType } from '../../workers/rows/export/export-request.ts';
import { addRefusals, type Refusals, type Refused } from '../core/conversion/refusals.ts';
import { ok, type Result } from '../core/failure.ts';
import { openOutput, type OutputPart, readOutput } from '../store/output-files.ts';
import { warmUp } from './idle-workers.ts';
import { runPass } from './pass.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';

export type { ExportRequest, ExportType };

export interface ExportedFile {
  readonly blob: Blob;
  readonly rows: number;
  readonly bytes: number;
  /** Why rows could not be written in the format that was asked for, with how many. */
  readonly refused: Refusals;
  /** What the file has otherwise than the rows, because its type knows no other way; one sentence each. */
  readonly otherwise: readonly string[];
}

const TASK = 'The export';
const MEDIA_TYPES = {
  jsonl: 'application/jsonl',
  json: 'application/json',
  csv: 'text/csv;charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
};

/** Starts the workers of an export while the user still chooses. */
export function prepareExport(): void {
  warmUp('export');
}

/**
 * Writes a version as one file. The Blob's bytes are on the disk already, where the browser has room for them. They stay there
 * until the download after the next is made; files that have a `download` in common are one.
 */
export function exportVersion(request: ExportRequest, run: Run, download?: string): Promise<Result<ExportedFile>> {
  return settle(async () => {
    const output = await openOutput(download);
    const written = await writeParts({ ...request, output }, run);
    if (!written.ok) return written;
    const { parts, otherwise } = written.value;
    const pieces = request.fileType === 'json' ? arrayOf(parts) : parts.map(({ bytes }) => bytes);
    const blob = await readOutput(output, pieces, MEDIA_TYPES[request.fileType]);
    return ok({ blob, rows: sumOf(parts), bytes: blob.size, refused: refusalsOf(parts), otherwise });
  });
}

interface WrittenParts {
  readonly parts: readonly ExportedPart[];
  readonly otherwise: readonly string[];
}

async function writeParts(input: ExportInput, run: Run): Promise<Result<WrittenParts>> {
  const options = { task: TASK };
  if (input.fileType === 'parquet') return runPass<typeof exportParquet>('export-parquet', input, run, options);
  const written = await runPass<typeof exportPass>('export', input, run, options);
  return written.ok ? ok({ parts: written.value, otherwise: [] }) : written;
}

function arrayOf(parts: readonly ExportedPart[]): (OutputPart | string)[] {
  const filled = parts.filter(({ rows }) => rows > 0);
  const items = filled.flatMap(({ bytes }, index) => (index === 0 ? ['\n', bytes] : [',\n', bytes]));
  return ['[', ...items, '\n]\n'];
}

function sumOf(parts: readonly ExportedPart[]): number {
  return parts.reduce((sum, { rows }) => sum + rows, 0);
}

function refusalsOf(parts: readonly ExportedPart[]): Refusals {
  const sum: Record<string, Refused> = {};
  for (const { refused } of parts) addRefusals(sum, refused);
  return sum;
}

/** The rows that an export in a format leaves out, as a file of lines: number, reason, value. */
export function writeLeftOut(request: ExportRequest, run: Run, download: string): Promise<Result<ExportedFile>> {
  return exportVersion({ ...request, fileType: 'jsonl', formulaGuard: false, leftOut: true }, run, download);
}

/** The SHA-256 of a file that was written. Apart, so that the download need not wait for it. */
export function hashFile(blob: Blob, run: Run): Promise<Result<string>> {
  return settle(() => runPass<typeof hashPass>('hash', blob, run, { task: TASK, workers: 1 }));
}
