import type { Batch } from '../core/evaluation/batch.ts';
import type { BlindSession } from '../core/evaluation/blind-session.ts';
import type { Evaluation, EvaluationRow, StoredAnswer } from '../core/evaluation/evaluation.ts';
import type { KeptBallot } from '../core/raters/ballot.ts';
import type { JudgeVote, Judging } from '../core/judge/judging.ts';
import type { FewShotPack } from '../core/few-shot/prompt-pack.ts';
import { isEnded } from '../core/tuning/follow-job.ts';
import type { TuningJob } from '../core/tuning/job.ts';
import { takeFromBackup } from '../core/tuning/start-again.ts';
import type { Trial } from '../core/playground/trial.ts';
import type { DatasetInfo, VersionInfo } from '../core/version/version.ts';
import type {
  ListRecord,
  ImportRecord,
  CounterRecord,
  SegmentRecord,
  MarkSegmentRecord,
  DropRecord,
  QuarantineRecord,
  BlockRecord,
  AnalysisRecord,
  HealthNotesRecord,
  ProfileRecord,
  TokenCountsRecord,
  StageRecord,
  RecipeDraftRecord,
  SavedRecipeRecord,
  MetaRecord,
  VaultRecord,
} from './records.ts';

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
  readonly batches: [Batch, string];
  readonly evaluationRows: [EvaluationRow, [string, number]];
  readonly judgings: [Judging, string];
  readonly judgeVotes: [JudgeVote, [string, string]];
  readonly answers: [StoredAnswer, [string, string]];
  readonly blindSessions: [BlindSession, string];
  readonly segments: [SegmentRecord, string];
  readonly marks: [MarkSegmentRecord, string];
  readonly drops: [DropRecord, [string, number, number]];
  readonly quarantine: [QuarantineRecord, [string, number, number]];
  readonly blocks: [BlockRecord, [string, number]];
  readonly analyses: [AnalysisRecord, [string, string, number, number]];
  readonly healthNotes: [HealthNotesRecord, string];
  readonly profiles: [ProfileRecord, [string, string]];
  readonly tokenCounts: [TokenCountsRecord, string];
  readonly recipeDrafts: [RecipeDraftRecord, [string, string]];
  readonly savedRecipes: [SavedRecipeRecord, string];
  readonly ballots: [KeptBallot, string];
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
 * Every table, described once. The order is that in which records are backed up (those that are under a stage after all
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
  healthNotes: { ...OWNED, index: 'datasetId', backup: { ids: 'named' } },
  recipeDrafts: { ...OWNED, index: '[datasetId+versionId], datasetId', backup: { ids: 'named' } },
  // Elsewhere nothing is asked before somebody wants it.
  evaluations: {
    ...{ ...OWNED, index: 'id, datasetId' },
    backup: { ids: 'new', restore: (each) => (each.state === 'running' ? { ...each, state: 'paused' } : each) },
  },
  // They are at the service of whoever has the key, and answers in them are asked again elsewhere only if somebody wants it.
  batches: { ...OWNED, index: 'id, datasetId', backup: null },
  evaluationRows: {
    ...{ ...OWNED, index: '[evaluationId+index], datasetId, evaluationId' },
    backup: { ids: 'named' },
  },
  judgings: {
    ...{ ...OWNED, index: 'id, datasetId' },
    backup: { ids: 'new', restore: (each) => (each.state === 'running' ? { ...each, state: 'paused' } : each) },
  },
  judgeVotes: { ...OWNED, index: '[datasetId+key], datasetId', backup: { ids: 'named' } },
  // Answers that a blind comparison has sealed can be read with a key that never leaves this browser.
  answers: {
    ...{ ...OWNED, index: '[datasetId+fingerprint], datasetId, evaluationId' },
    backup: { ids: 'named', includes: ({ state }) => state !== 'sealed' && state !== 'batched' },
  },
  blindSessions: {
    ...OWNED,
    index: 'id, datasetId',
    backup: { ids: 'new', includes: ({ closed }) => closed !== null },
  },
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
  profiles: { ...OWNED, index: '[datasetId+of], datasetId', derived: true, backup: null },
  tokenCounts: { ...OWNED, index: 'datasetId', derived: true, backup: null },
  // A run ends its own stage, whatever becomes of its dataset.
  stages: { ...OWNED, index: 'id, datasetId', goes: 'never', backup: null },
  // They belong to no dataset: a recipe goes to another browser as a file of its own.
  savedRecipes: { ...APART, index: 'name' },
  // Nor do the pairs that somebody else's dataset was asked about; votes on them leave as a file.
  ballots: { ...APART, index: 'id' },
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
