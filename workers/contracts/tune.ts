/** The conversation between the page and the workers that check and write the rows of a tuning job. */
import type { Limits } from '../../src/core/models/catalogue.ts';
import type { Result } from '../../src/core/failure.ts';
import type { FewShotPack } from '../../src/core/few-shot/prompt-pack.ts';
import type { Finding } from '../../src/core/preflight/sum.ts';
import type { PreflightPart } from '../../src/core/preflight/preflight-part.ts';
import type { TargetFacts } from '../../src/core/targets/target.ts';
import type { SampledRow } from '../../src/core/tokens/choose-rows.ts';
import type { TokenCorrection } from '../../src/core/tokens/correction.ts';
import type { CountableRow } from '../../src/core/tokens/countable-row.ts';
import type { SplitSettings } from '../../src/core/tuning/job.ts';
import type { ServedModel } from '../../src/core/tuning/model-ref.ts';
import type { VersionInfo } from '../../src/core/version/version.ts';
import type { ExportedPart, RowRange, Side } from './rows.ts';

/** What rows are checked for. */
export interface CheckRequest {
  readonly versionId: string;
  /** A target's id. */
  readonly target: string;
  /** With the user's own figures. */
  readonly limits: Limits;
  /** Of the estimate of tokens; absent where no limit is in tokens, or nothing was counted. */
  readonly correction?: TokenCorrection;
}

/** What is known of some neighbouring rows. */
export interface CheckedRows {
  readonly part: PreflightPart;
  /** The import row that each row descends from. */
  readonly origins: Uint32Array;
  /** The system instructions that occur, '' for rows without one; at most two, which is as good as many. */
  readonly systems: readonly string[];
}

export interface CheckReport {
  readonly rows: number;
  /** Rows that break a hard rule and can't be sent. */
  readonly faultyRows: number;
  readonly findings: readonly Finding[];
  /** The classes by which a split is balanced; empty where rows have none. */
  readonly labels: readonly string[];
  /** The one system instruction of all rows; null where they have none, or several. */
  readonly system: string | null;
  /** The rows that are worth counting at the service, in the order in which to do so. */
  readonly sample: readonly SampledRow[];
}

/** How the rows came to lie. */
export interface SplitReport {
  readonly facts: TargetFacts;
  readonly leftOut: number;
  readonly findings: readonly Finding[];
  /** Training rows by their label; empty where labels play no part. */
  readonly labels: readonly { readonly label: string; readonly training: number; readonly validation: number }[];
}

/** Which rows lines are of. */
export interface FoundLines {
  /** 0-based, in the version's list, in the order asked for; -1 for a line that there is not. */
  readonly positions: readonly number[];
  /** How many lines the file has. */
  readonly lines: number;
}

/** What a few-shot pack is chosen by. */
export interface PackWish {
  readonly id: string;
  readonly name: string;
  readonly base: ServedModel;
  readonly settings: Readonly<Record<string, number | string | boolean>>;
  readonly seed: number;
  /** Counted tokens for each estimated one; 1 where nothing was counted. */
  readonly tokenRatio: number;
}

/** Several such workers share a check; one of them leads: it gathers, splits and stores the split. */
export interface TuneWorker {
  check(request: CheckRequest, rows: RowRange): Promise<Result<CheckedRows>>;
  collect(index: number, rows: CheckedRows): Promise<Result<void>>;
  conclude(request: CheckRequest): Promise<Result<CheckReport>>;
  /** Chooses the rows for validation among those that were gathered. */
  split(split: SplitSettings): Promise<Result<SplitReport>>;
  /** Stores a split as its mark of the dataset; gives the version that has it, which is the head where nothing changes. */
  saveSplit(datasetId: string, split: SplitSettings): Promise<Result<VersionInfo>>;
  /** Rows at these positions, for counting. */
  countable(request: CheckRequest, positions: readonly number[]): Promise<Result<readonly CountableRow[]>>;
  /** One side's rows as lines of the target's format. */
  lines(request: CheckRequest, mark: string, side: Side, rows: RowRange): Promise<Result<ExportedPart>>;
  /** The rows that became these 1-based lines of a side's file. */
  rowsOfLines(request: CheckRequest, mark: string, side: Side, lines: readonly number[]): Promise<Result<FoundLines>>;
  /** Chooses the examples of a few-shot pack among the training rows. */
  pack(request: CheckRequest, mark: string, wish: PackWish): Promise<Result<FewShotPack>>;
}
