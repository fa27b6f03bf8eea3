import type { RecordOf, TableName } from '../../src/store/tables.ts';
import { toStored } from '../../src/store/rows/stored-bytes.ts';
import { makeJob, makePack, makeTrial } from './tuning-jobs.ts';

const NONE = new Uint32Array(0);
const BYTES = new Uint8Array([0x7b, 0x7d, 0x0a]);

/** One record of every table, of a dataset and under a stage: what its description is held against. */
export const sampleRecords: {
  readonly [Name in TableName]: (datasetId: string, stage: string) => RecordOf<Name>;
} = {
  datasets: (id) => ({
    ...{ id, name: 'sample', createdAt: 0, changedAt: 0, deletedAt: null, headId: 'version', seq: 1 },
    ...{ redo: [], quarantined: 0 },
  }),
  versions: (datasetId) => ({
    ...{ id: crypto.randomUUID(), datasetId, parentId: null, number: 1, createdAt: 0, kind: 'import', title: 'sample' },
    ...{ log: [], columns: [], mapping: { input: null, output: null }, rowCount: 0, byteCount: 0, digest: '' },
    ...{ sources: [], durationMs: 0 },
  }),
  lists: (datasetId) => ({
    ...{ id: crypto.randomUUID(), datasetId, segments: [], leaves: new Uint8Array(0), repeats: false, marks: [] },
  }),
  imports: (datasetId) => ({ datasetId, files: ['a'], spans: [] }),
  counters: (datasetId) => ({ datasetId, nextRow: 1 }),
  jobs: (datasetId) => makeJob({ datasetId, state: 'succeeded' }),
  packs: (datasetId) => makePack({ datasetId }),
  trials: (datasetId) => makeTrial({ datasetId }),
  evaluations: (datasetId) => ({
    ...{ id: crypto.randomUUID(), datasetId, createdAt: 0, versionId: 'version', versionNumber: 1, digest: '' },
    ...{ sample: { split: null, size: 200, seed: 1 }, rows: 1, unaskable: 0, models: [], settings: {}, pattern: '' },
    ...{ costLimit: null, state: 'done', waiting: null },
  }),
  batches: (datasetId) => ({
    ...{ id: crypto.randomUUID(), datasetId, evaluationId: '', createdAt: 0, fingerprints: [], price: null },
    ...{ model: { service: 'gemini-api', name: 'models/m' }, state: 'ended', reading: null, problem: null },
    ...{ dueAt: 0, tries: 0 },
  }),
  evaluationRows: (datasetId) => ({
    ...{ evaluationId: crypto.randomUUID(), datasetId, index: 0, position: 0, turns: [], expected: null, asks: ['f'] },
  }),
  judgings: (datasetId) => ({
    ...{ id: crypto.randomUUID(), datasetId, evaluationId: 'evaluation', createdAt: 0, rubric: 'Is it right?' },
    ...{ questions: [{ kind: 'yes-no', text: 'Is it right?', outcomes: ['Yes', 'No'] }], reference: false, against: 1 },
    judge: { by: 'decisions', model: { service: 'gemini-api', name: 'models/m' }, title: 'Decisions', price: null },
    ...{ costLimit: null, state: 'done', waiting: null },
  }),
  judgeVotes: (datasetId) => ({ datasetId, key: crypto.randomUUID(), outcome: 1, at: 0 }),
  answers: (datasetId) => ({
    ...{ datasetId, fingerprint: crypto.randomUUID(), evaluationId: 'evaluation', state: 'failed', answer: null },
    ...{ notes: [], problem: null, at: 0, ms: null, cost: null, lost: 0, sealed: null },
  }),
  blindSessions: (datasetId) => ({
    ...{ id: crypto.randomUUID(), datasetId, evaluationId: 'evaluation', createdAt: 0, pairs: [], votes: [] },
    ...{ given: null, raters: [], sealedAnswers: [], key: null, sealed: null },
    closed: {
      models: [
        { key: 'a', title: 'A' },
        { key: 'b', title: 'B' },
      ],
      firstIsA: [],
    },
  }),
  segments: (datasetId, stage) => ({ id: crypto.randomUUID(), datasetId, stage, ids: NONE }),
  marks: (datasetId, stage) => ({ id: crypto.randomUUID(), datasetId, stage, codes: new Uint16Array(1) }),
  drops: (datasetId, stage) => ({
    ...{ versionId: 'version', step: 0, part: 0, datasetId, stage, reason: 'short', ids: NONE, keptInstead: NONE },
  }),
  quarantine: (datasetId, stage) => ({
    ...{ datasetId, file: 0, byte: 0, fileName: 'a', stage, line: 1, bytes: 1, reason: 'not JSON' },
    raw: toStored(BYTES),
  }),
  blocks: (datasetId, stage) => ({
    ...{ datasetId, firstRow: 900_000, count: 1, stage, offsets: Uint32Array.of(0, 3), origins: NONE },
    ...{ hashes: new Uint32Array(4), bytes: toStored(BYTES) },
  }),
  analyses: (datasetId, stage) => ({
    ...{ datasetId, of: 'row-hash/1', firstRow: 0, count: 1, stage, words: new Uint32Array(4) },
  }),
  profiles: (datasetId) => ({ datasetId, of: 'rows', madeAt: 0, profiles: [] }),
  healthNotes: (datasetId) => ({
    datasetId,
    dismissed: [{ rule: 'links', reason: 'meant', at: 0 }],
    contract: { kind: 'json', parts: [{ name: 'label: text', required: true }] },
  }),
  tokenCounts: (datasetId) => ({
    datasetId,
    counts: [
      {
        correction: { ratio: 1, margin: 0, spread: 0 },
        rows: 1,
        service: 'gemini-api',
        model: 'models/m',
        at: 0,
        of: 'rows',
      },
    ],
  }),
  recipeDrafts: (datasetId) => ({
    ...{ datasetId, versionId: 'version' },
    cards: [{ step: 'trim-whitespace', version: 1, params: {}, on: true }],
    ...{ tab: 'tab', revision: 1 },
  }),
  savedRecipes: () => ({ name: 'sample', steps: [], savedAt: 0 }),
  ballots: () => ({
    ...{ id: 'ballot', name: 'sample', rubric: '', pairs: [], rater: { id: 'rater', name: '' }, openedAt: 0 },
    ...{ votes: [], saved: false },
  }),
  stages: (datasetId) => ({ id: crypto.randomUUID(), datasetId, title: 'Sample', startedAt: 0 }),
  meta: () => ({ key: 'sample', value: 1 }),
  vault: () => ({ id: 'vault', salt: BYTES, iv: BYTES, iterations: 1, cipher: BYTES, made: 0 }),
};
