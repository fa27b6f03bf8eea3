import type { CheckReport, CheckRequest, FoundLines, PackWish, SplitReport } from '../../workers/contracts/tune.ts';
import type checkPass from '../../workers/rows/passes/check.ts';
import type findLinesPass from '../../workers/rows/passes/find-lines.ts';
import type packPass from '../../workers/rows/passes/pack.ts';
import type writeSidePass from '../../workers/rows/passes/write-side.ts';
import type { Side } from '../../workers/contracts/reader.ts';
import { ok, type Result } from '../core/failure.ts';
import type { FewShotPack } from '../core/few-shot/prompt-pack.ts';
import type { SplitSettings } from '../core/tuning/job.ts';
import type { VersionInfo } from '../core/version/version.ts';
import { openOutput, readOutput } from '../store/output-files.ts';
import { holdPass, runPass } from './pass.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';

export type { Side } from '../../workers/contracts/reader.ts';
export type { CheckReport, CheckRequest, FoundLines, PackWish, SplitReport } from '../../workers/contracts/tune.ts';

/** The rows of a version as a worker knows them after a check: it can split them again and again. Close it. */
export interface CheckedRun {
  readonly report: CheckReport;
  split(split: SplitSettings): Promise<Result<SplitReport>>;
  /** Stores a split as its mark; gives the version that has it. */
  save(datasetId: string, split: SplitSettings): Promise<Result<VersionInfo>>;
  close(): void;
}

/** A side of a split as it is sent. */
export interface SideFile {
  readonly blob: Blob;
  readonly lines: number;
}

const TASK = 'The check of the rows';
/** Where one worker goes through all rows. */
const ALONE = { task: TASK, workers: 1 };

/** Checks all rows of a version against the hard rules of a target. */
export function checkRows(request: CheckRequest, { signal, onProgress }: Run): Promise<Result<CheckedRun>> {
  return settle(async () => {
    const held = await holdPass<typeof checkPass>('check', request, { signal, onProgress }, { task: TASK });
    if (!held.ok) return held;
    const { value: run } = held;
    return ok({
      report: run.output,
      split: (split) => run.act('split', split),
      save: (datasetId, split) => run.act('save', datasetId, split),
      close: () => {
        run.close();
      },
    });
  });
}

/** Writes one side of a split as a file of the target's lines. */
export function writeSide(request: CheckRequest, mark: string, side: Side, run: Run): Promise<Result<SideFile>> {
  return settle(async () => {
    const output = await openOutput();
    const input = { request, mark, side, output };
    const written = await runPass<typeof writeSidePass>('write-side', input, run, { task: TASK });
    if (!written.ok) return written;
    const parts = written.value.map(({ bytes }) => bytes);
    const blob = await readOutput(output, parts, 'application/jsonl');
    return ok({ blob, lines: written.value.reduce((sum, { lines }) => sum + lines, 0) });
  });
}

/** Chooses the examples of a few-shot pack among the training rows. */
export function choosePack(
  request: CheckRequest,
  mark: string,
  wish: PackWish,
  { signal }: Pick<Run, 'signal'>,
): Promise<Result<FewShotPack>> {
  return settle(() => runPass<typeof packPass>('pack', { request, mark, wish }, silent(signal), ALONE));
}

/** The rows that became these 1-based lines of a side's file. */
export function findRowsOfLines(
  request: CheckRequest,
  mark: string,
  side: Side,
  lines: readonly number[],
  { signal }: Pick<Run, 'signal'>,
): Promise<Result<FoundLines>> {
  return settle(() => {
    return runPass<typeof findLinesPass>('find-lines', { request, mark, side, lines }, silent(signal), ALONE);
  });
}

function silent(signal: AbortSignal): Run {
  return { signal, onProgress: () => undefined };
}
