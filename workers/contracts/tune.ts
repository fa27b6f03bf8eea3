/** What passes that check and write the rows of a tuning job take and give. */
import type { Limits } from '../../src/core/models/catalogue.ts';
import type { Finding } from '../../src/core/preflight/sum.ts';
import type { PreflightPart } from '../../src/core/preflight/preflight-part.ts';
import type { TargetFacts } from '../../src/core/targets/target.ts';
import type { SampledRow } from '../../src/core/tokens/choose-rows.ts';
import type { TokenCorrection } from '../../src/core/tokens/correction.ts';
import type { ServedModel } from '../../src/core/tuning/model-ref.ts';

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
  /** The dataset's own split; null where no row has a side. */
  readonly split: { readonly train: number; readonly validation: number; readonly test: number } | null;
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
  /** Rows that are sent nowhere, for whatever reason. */
  readonly leftOut: number;
  /** Of them, rows that could be sent but are on no side of the job: those that the dataset's own split keeps for its test. */
  readonly aside: number;
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
