import { Dexie, type Table } from 'dexie';
import type { Mark } from '../core/version/mark.ts';
import type { FewShotPack } from '../core/few-shot/prompt-pack.ts';
import type { SealedVault } from '../core/tuning/sealed-vault.ts';
import type { Trial } from '../core/tuning/trial.ts';
import type { TuningJob } from '../core/tuning/job.ts';
import type { DatasetInfo, SegmentRef, SourceSpan, VersionInfo } from '../core/version/version.ts';
import type { StoredBytes } from './rows/stored-bytes.ts';

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

/** The rows of a version. Apart from its words and counts, which the screen reads all the time. */
export interface ListRecord {
  /** The version's id. */
  readonly id: string;
  readonly datasetId: string;
  readonly segments: readonly SegmentRef[];
  /** SHA-256 of every LEAF_ROWS row hashes, 32 bytes each. */
  readonly leaves: Uint8Array;
  readonly marks: readonly Mark[];
}

/** The codes of a mark for MARK_SEGMENT_ORIGINS origins. */
export interface MarkSegmentRecord {
  readonly id: string;
  readonly datasetId: string;
  readonly stage: string;
  readonly codes: Uint16Array;
}

export interface SegmentRecord {
  readonly id: string;
  readonly datasetId: string;
  readonly stage: string;
  readonly ids: Uint32Array;
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

export interface ImportRecord {
  readonly datasetId: string;
  /** Names of the files. */
  readonly files: readonly string[];
  readonly spans: readonly SourceSpan[];
}

export interface CounterRecord {
  readonly datasetId: string;
  readonly nextRow: number;
}

export interface VaultRecord extends SealedVault {
  readonly id: string;
}

export interface MetaRecord {
  readonly key: string;
  readonly value: string | number;
}

/**
 * The whole schema. Everything lies in one database, because one strict commit can't make another database's writes
 * durable. Binary columns are never indexed.
 */
class LapidaryDatabase extends Dexie {
  declare readonly meta: Table<MetaRecord, string>;
  declare readonly datasets: Table<DatasetInfo, string>;
  declare readonly versions: Table<VersionInfo, string>;
  declare readonly lists: Table<ListRecord, string>;
  declare readonly segments: Table<SegmentRecord, string>;
  declare readonly marks: Table<MarkSegmentRecord, string>;
  declare readonly blocks: Table<BlockRecord, [string, number]>;
  declare readonly drops: Table<DropRecord, [string, number, number]>;
  declare readonly quarantine: Table<QuarantineRecord, [string, number, number]>;
  declare readonly stages: Table<StageRecord, string>;
  declare readonly imports: Table<ImportRecord, string>;
  declare readonly counters: Table<CounterRecord, string>;
  declare readonly vault: Table<VaultRecord, string>;
  declare readonly jobs: Table<TuningJob, string>;
  declare readonly packs: Table<FewShotPack, string>;
  declare readonly trials: Table<Trial, string>;

  constructor(name: string) {
    // Relaxed commits don't flush a block's file on LevelDB, and a later strict one doesn't either.
    super(name, { chromeTransactionDurability: 'strict', cache: 'disabled' });
    this.version(1).stores({
      meta: 'key',
      datasets: 'id',
      versions: 'id, datasetId',
      lists: 'id, datasetId',
      segments: 'id, datasetId, stage',
      marks: 'id, datasetId, stage',
      blocks: '[datasetId+firstRow], datasetId, stage',
      drops: '[versionId+step+part], datasetId, stage',
      quarantine: '[datasetId+file+byte], datasetId, stage',
      stages: 'id, datasetId',
      imports: 'datasetId',
      counters: 'datasetId',
    });
    this.version(2).stores({ vault: 'id', jobs: 'id, datasetId', packs: 'id, datasetId', trials: 'id, datasetId' });
    // Dexie would open again at the old version by itself, and an old page would then write old shapes into a new schema.
    this.on('versionchange', () => {
      this.close({ disableAutoOpen: true });
    });
  }
}

const DATABASE_NAME = 'lapidary';

export const database = new LapidaryDatabase(DATABASE_NAME);
