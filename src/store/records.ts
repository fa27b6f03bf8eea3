import type { AnswerContract } from '../core/health/output-form-words.ts';
import type { SealedVault } from '../core/tuning/sealed-vault.ts';
import type { TokenCount } from '../core/tokens/token-count.ts';
import type { Mark, MarkCodes } from '../core/version/mark.ts';
import type { RecipeCard } from '../core/recipe/recipe-cards.ts';
import type { RecipeStep, SegmentRef, SourceSpan } from '../core/version/version.ts';
import type { ColumnProfile } from '../core/view/column-profile.ts';
import type { StoredBytes } from './rows/stored-bytes.ts';

/** The rows of a version. Apart from its words and counts, which the screen reads all the time. */
export interface ListRecord {
  /** The version's id. */
  readonly id: string;
  readonly datasetId: string;
  readonly segments: readonly SegmentRef[];
  /** SHA-256 of every LEAF_ROWS row hashes, 32 bytes each. */
  readonly leaves: Uint8Array;
  /** Whether several rows descend from one import row, and so share its marks. */
  readonly repeats: boolean;
  readonly marks: readonly Mark[];
}

export interface ImportRecord {
  readonly datasetId: string;
  /** Names of the files by their numbers; empty for a number that no version came to use. */
  readonly files: readonly string[];
  readonly spans: readonly SourceSpan[];
}

export interface CounterRecord {
  readonly datasetId: string;
  readonly nextRow: number;
  /** Absent until files are added to those of the import. */
  readonly nextFile?: number;
}

export interface SegmentRecord {
  readonly id: string;
  readonly datasetId: string;
  readonly stage: string;
  readonly ids: Uint32Array;
}

/** The codes of a mark for MARK_SEGMENT_ORIGINS origins. */
export interface MarkSegmentRecord {
  readonly id: string;
  readonly datasetId: string;
  readonly stage: string;
  readonly codes: MarkCodes;
}

/** Rows that one step of one version dropped for one reason. */
export interface DropRecord {
  readonly versionId: string;
  readonly step: number;
  /** Order within the step. */
  readonly part: number;
  readonly datasetId: string;
  readonly stage: string;
  readonly reason: string;
  readonly ids: Uint32Array;
  /** Ids of the rows kept instead, one for each dropped row; empty where that means nothing. */
  readonly keptInstead: Uint32Array;
}

export interface QuarantineRecord {
  readonly datasetId: string;
  readonly file: number;
  readonly byte: number;
  readonly fileName: string;
  readonly stage: string;
  readonly line: number;
  readonly bytes: number;
  readonly reason: string;
  readonly raw: StoredBytes;
}

/** Rows as bytes, written once under a stage; only a hand-edit block may still grow, at its end. */
export interface BlockRecord {
  readonly datasetId: string;
  readonly firstRow: number;
  readonly count: number;
  readonly stage: string;
  /** Starts of the rows, and the end: count + 1 numbers. Each row is followed by one 0x0A. */
  readonly offsets: Uint32Array;
  /** The id of the import row that each row descends from; none where each is its own. */
  readonly origins: Uint32Array;
  /** Four words a row: MurmurHash3 x86 128 of its bytes. */
  readonly hashes: Uint32Array;
  readonly bytes: StoredBytes;
  /** How many row ids are reserved for a hand-edit block. */
  readonly capacity?: number;
}

/** What an analysis says of the rows of one block. A hand-edit block may have grown since: `count` is how many were read. */
export interface AnalysisRecord {
  readonly datasetId: string;
  /** Names the analysis, its version and the meaning of the rows: `analysisName`. */
  readonly of: string;
  /** The block's. */
  readonly firstRow: number;
  readonly count: number;
  /** The block's, so that both are swept together. */
  readonly stage: string;
  /** As many a row as the analysis has, in the order of the block. */
  readonly words: Uint32Array;
}

/** What a user has decided about the findings of health. */
export interface HealthNotesRecord {
  readonly datasetId: string;
  readonly dismissed: readonly DismissedFinding[];
  /** What outputs should look like; absent where that is learned from the rows. */
  readonly contract?: AnswerContract;
}

export interface DismissedFinding {
  /** The id of a health rule. */
  readonly rule: string;
  /** In the user's words; may be empty. */
  readonly reason: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What columns and roles hold over all rows of a version. */
export interface ProfileRecord {
  readonly datasetId: string;
  /** Names the rows by their digest, what they mean and what was looked at: `profiles`. */
  readonly of: string;
  readonly madeAt: number;
  readonly profiles: readonly ColumnProfile[];
}

export interface TokenCountsRecord {
  readonly datasetId: string;
  /** Newest first. */
  readonly counts: readonly StoredCount[];
}

export interface StoredCount extends TokenCount {
  /** What was counted: the rows, what they mean, and how they were estimated. */
  readonly of: string;
}

/** Work under way: everything written under it is swept unless one transaction turns it into a version. */
export interface StageRecord {
  readonly id: string;
  readonly datasetId: string;
  readonly title: string;
  readonly startedAt: number;
  /** Set where nobody has asked for its result yet: its loss is not worth a word, nor does it keep an update waiting. */
  readonly quiet?: boolean;
  /** Set while it is swept. */
  readonly ended?: boolean;
}

/** The recipe as it was last seen on a version of a dataset: steps that are typed and not applied are among it. */
export interface RecipeDraftRecord {
  readonly datasetId: string;
  /** The head at that time. */
  readonly versionId: string;
  readonly cards: readonly RecipeCard[];
  /** Which tab wrote it. */
  readonly tab: string;
  /** Goes up by one with each writing. */
  readonly revision: number;
}

/** A recipe that was kept by a name, for any dataset. */
export interface SavedRecipeRecord {
  readonly name: string;
  readonly steps: readonly RecipeStep[];
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

export interface VaultRecord extends SealedVault {
  readonly id: string;
}

export interface MetaRecord {
  readonly key: string;
  readonly value: string | number;
}
