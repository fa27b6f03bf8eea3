import type { BlindSession } from '../core/evaluation/blind-session.ts';
import type { Evaluation, EvaluationRow, StoredAnswer } from '../core/evaluation/evaluation.ts';
import type { FewShotPack } from '../core/few-shot/prompt-pack.ts';
import { isEnded } from '../core/tuning/follow-job.ts';
import type { TuningJob } from '../core/tuning/job.ts';
import type { SealedVault } from '../core/tuning/sealed-vault.ts';
import { takeFromBackup } from '../core/tuning/start-again.ts';
import type { Trial } from '../core/tuning/trial.ts';
import type { TokenCount } from '../core/tokens/token-count.ts';
import type { Mark, MarkCodes } from '../core/version/mark.ts';
import type { DatasetInfo, SegmentRef, SourceSpan, VersionInfo } from '../core/version/version.ts';
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
  /** The id of the import row that each row descends from. */
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
}

export interface DismissedFinding {
  /** The id of a health rule. */
  readonly rule: string;
  /** In the user's words; may be empty. */
  readonly reason: string;
  /** Milliseconds since 1970. */
  readonly at: number;
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

interface VaultRecord extends SealedVault {
  readonly id: string;
}

interface MetaRecord {
  readonly key: string;
  readonly value: string | number;
}

/** What each table holds, and the type of its primary key. */
export interface Contents {
  readonly datasets: [DatasetInfo, string];
  readonly versions: [VersionInfo, string];
  readonly lists: [ListRecord, string];
  readonly imports: [ImportRecord, string];
  readonly counters: [CounterRecord, string];
  readonly jobs: [TuningJob, string];
  readonly packs: [FewShotPack, string];
  readonly trials: [Trial, string];
  readonly evaluations: [Evaluation, string];
  readonly evaluationRows: [EvaluationRow, [string, number]];
  readonly answers: [StoredAnswer, [string, string]];
  readonly blindSessions: [BlindSession, string];
  readonly segments: [SegmentRecord, string];
  readonly marks: [MarkSegmentRecord, string];
  readonly drops: [DropRecord, [string, number, number]];
  readonly quarantine: [QuarantineRecord, [string, number, number]];
  readonly blocks: [BlockRecord, [string, number]];
  readonly analyses: [AnalysisRecord, [string, string, number, number]];
  readonly healthNotes: [HealthNotesRecord, string];
  readonly tokenCounts: [TokenCountsRecord, string];
  readonly stages: [StageRecord, string];
  readonly meta: [MetaRecord, string];
  readonly vault: [VaultRecord, string];
}

export type TableName = keyof Contents;
export type RecordOf<Name extends TableName> = Contents[Name][0];

/** All that the schema, sweeping, recovery, deletion and backup know of a table; without an argument, of any table. */
export interface TableDescription<Stored = never> {
  /** The primary key and the indexes, as Dexie writes them. Binary members are never indexed. */
  readonly index: string;
  /** The indexed member that says which dataset a record belongs to; null where it belongs to none. */
  readonly owner: (keyof Stored & string) | null;
  /**
   * When a record goes whose dataset is deleted: `first`, in the transaction by which the dataset disappears; `later`, in a
   * transaction of the table's own, which a start of the page makes up for; `never`.
   */
  readonly goes: 'first' | 'later' | 'never';
  /** Records are stored under a stage, which their member `stage` names, and are swept with it until a commit claims them. */
  readonly staged: boolean;
  /** Records can be thrown away and made again: losing one costs time and nothing else. They are never backed up. */
  readonly derived: boolean;
  /** Null where records mean nothing in another browser, or must not get there. */
  readonly backup: BackupDescription<Stored> | null;
}

interface BackupDescription<Stored> {
  /**
   * What a restored record is called by. `new`: an id of its own in place of `id`, wherever that is named; `kept`: its `id`,
   * or a new one where this browser has such a record; `named`: what the records that it belongs to are called by.
   */
  readonly ids: 'new' | 'kept' | 'named';
  /** Members that are the store's own kind of bytes: in a backup they are plain ones. */
  readonly bytes?: readonly (keyof Stored & string)[];
  /** Whether a record is backed up; all are where this is absent. */
  includes?(record: Stored): boolean;
  /** The record as it is restored, under an `id`. */
  restore?(record: Stored, id: string): object;
}

const OWNED = { owner: 'datasetId', goes: 'later', staged: false, derived: false } as const;
const STAGED = { ...OWNED, staged: true } as const;
const APART = { owner: null, goes: 'never', staged: false, derived: false, backup: null } as const;

/**
 * Every table, described once. The order is that in which records are backed up (those that lie under a stage after all
 * others) and in which they are swept: what is derived comes after what it is derived from.
 */
export const tables: { readonly [Name in TableName]: TableDescription<RecordOf<Name>> } = {
  datasets: { ...OWNED, index: 'id', owner: 'id', goes: 'first', backup: { ids: 'new' } },
  versions: { ...OWNED, index: 'id, datasetId', goes: 'first', backup: { ids: 'new' } },
  lists: { ...OWNED, index: 'id, datasetId', goes: 'first', backup: { ids: 'named' } },
  imports: { ...OWNED, index: 'datasetId', backup: { ids: 'named' } },
  counters: { ...OWNED, index: 'datasetId', backup: { ids: 'named' } },
  // Jobs and packs stay when their dataset goes: their models can still be asked.
  jobs: {
    ...{ ...OWNED, index: 'id, datasetId', goes: 'never' },
    backup: { ids: 'kept', includes: isSettled, restore: takeFromBackup },
  },
  packs: { ...OWNED, index: 'id, datasetId', goes: 'never', backup: { ids: 'kept' } },
  // Prompts and answers go with their dataset.
  trials: { ...OWNED, index: 'id, datasetId', backup: { ids: 'kept' } },
  // Elsewhere nothing is asked before somebody wants it.
  evaluations: {
    ...{ ...OWNED, index: 'id, datasetId' },
    backup: { ids: 'new', restore: (each) => (each.state === 'running' ? { ...each, state: 'paused' } : each) },
  },
  evaluationRows: {
    ...{ ...OWNED, index: '[evaluationId+index], datasetId, evaluationId' },
    backup: { ids: 'named' },
  },
  // Answers that a blind comparison has sealed can be read with a key that never leaves this browser.
  answers: {
    ...{ ...OWNED, index: '[datasetId+fingerprint], datasetId, evaluationId' },
    backup: { ids: 'named', includes: ({ state }) => state !== 'sealed' },
  },
  blindSessions: {
    ...OWNED,
    index: 'id, datasetId',
    backup: { ids: 'new', includes: ({ closed }) => closed !== null },
  },
  healthNotes: { ...OWNED, index: 'datasetId', backup: { ids: 'named' } },
  segments: { ...STAGED, index: 'id, datasetId, stage', backup: { ids: 'new' } },
  marks: { ...STAGED, index: 'id, datasetId, stage', backup: { ids: 'new' } },
  drops: { ...STAGED, index: '[versionId+step+part], datasetId, stage', backup: { ids: 'named' } },
  quarantine: {
    ...{ ...STAGED, index: '[datasetId+file+byte], datasetId, stage' },
    backup: { ids: 'named', bytes: ['raw'] },
  },
  blocks: {
    ...{ ...STAGED, index: '[datasetId+firstRow], datasetId, stage' },
    backup: { ids: 'named', bytes: ['bytes'] },
  },
  // The count is part of the key: what is missing of a version is found out by keys alone.
  analyses: { ...STAGED, index: '[datasetId+of+firstRow+count], datasetId, stage', derived: true, backup: null },
  tokenCounts: { ...OWNED, index: 'datasetId', derived: true, backup: null },
  // A run ends its own stage, whatever becomes of its dataset.
  stages: { ...OWNED, index: 'id, datasetId', goes: 'never', backup: null },
  meta: { ...APART, index: 'key' },
  vault: { ...APART, index: 'id' },
};

// The cast: `Object.keys` of an object that is written down above.
const NAMES = Object.keys(tables) as readonly TableName[];

/** The names of the tables whose description is such, in the order of their descriptions. */
export function tablesWhere(is: (description: TableDescription) => boolean): readonly TableName[] {
  return NAMES.filter((name) => is(tables[name]));
}

/** A job whose start is under way, or in doubt, is for the tab to settle that has started it: elsewhere it would be paid twice. */
function isSettled({ state, reading }: TuningJob): boolean {
  return isEnded(state) || reading !== null;
}
