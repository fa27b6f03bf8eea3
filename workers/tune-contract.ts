/** The conversation between the page and the workers that check and write the rows of a tuning job. */
import type { Limits } from '../src/core/catalogue/catalogue.ts';
import type { Result } from '../src/core/failure.ts';
import type { FewShotPack } from '../src/core/few-shot/pack.ts';
import type { PreflightReport, PreflightSum } from '../src/core/preflight.ts';
import type { SplitSettings } from '../src/core/tuning/job.ts';
import type { ServedModel } from '../src/core/tuning/model-ref.ts';
import type { VersionInfo } from '../src/core/version.ts';
import type { ExportedPart, RowRange } from './contract.ts';

/** What rows are checked for. */
export interface CheckRequest {
  readonly versionId: string;
  /** A target's id. */
  readonly target: string;
  /** With the user's own figures. */
  readonly limits: Limits;
}

/** What is known of some neighbouring rows. */
export interface CheckedRows {
  /** Two words a row: rows of equal keys have equal inputs. */
  readonly keys: Uint32Array;
  readonly origins: Uint32Array;
  /** 1 + an index of `dictionary`, 0 for none. */
  readonly labels: Uint16Array;
  readonly dictionary: readonly string[];
  /** The likeliest number of tokens of each row, and 0 for a row that breaks a hard rule. */
  readonly tokens: Uint32Array;
  /** 1 for rows that break a hard rule. */
  readonly refused: Uint8Array;
  readonly sum: PreflightSum;
  /** The system instructions that occur, at most two. */
  readonly systems: readonly string[];
}

export interface CheckReport extends PreflightReport {
  readonly rows: number;
  readonly refusedRows: number;
  /** Labels that occur, with how many rows each; empty where rows have none. */
  readonly labels: readonly { readonly label: string; readonly rows: number }[];
  /** The one system instruction of all rows; null where they have none, or several. */
  readonly system: string | null;
}

/** How the rows came to lie. */
export interface SplitCounts {
  readonly training: number;
  readonly validation: number;
  readonly leftOut: number;
  /** The likeliest number of tokens of the training rows, one epoch. */
  readonly tokens: number;
}

export type Side = 'training' | 'validation';

/** What a few-shot pack is chosen by. */
export interface PackWish {
  readonly id: string;
  readonly name: string;
  readonly base: ServedModel;
  readonly tokenBudget: number;
  readonly examples: number;
  readonly balanced: boolean;
  readonly seed: number;
}

/** Several such workers share a check; one of them leads: it gathers, splits and stores the split. */
export interface TuneWorker {
  check(request: CheckRequest, rows: RowRange): Promise<Result<CheckedRows>>;
  collect(part: number, rows: CheckedRows): Promise<Result<void>>;
  conclude(request: CheckRequest): Promise<Result<CheckReport>>;
  /** Chooses the rows for validation among those that were gathered. */
  split(split: SplitSettings): Promise<Result<SplitCounts>>;
  /** Stores the last split as a mark of the dataset; the version that has it, which is the head where nothing changes. */
  saveSplit(datasetId: string, mark: string): Promise<Result<VersionInfo>>;
  /** One side's rows as lines of the target's format. */
  lines(request: CheckRequest, mark: string, side: Side, rows: RowRange): Promise<Result<ExportedPart>>;
  /** Positions of the rows that became these 1-based lines of a side's file. */
  rowsOfLines(request: CheckRequest, mark: string, side: Side, lines: readonly number[]): Promise<Result<readonly number[]>>;
  /** Chooses the examples of a few-shot pack among the training rows. */
  pack(request: CheckRequest, mark: string, wish: PackWish): Promise<Result<FewShotPack>>;
}
