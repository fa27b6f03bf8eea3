import { describe, expect, it } from 'vitest';
import type { JobState } from '../../../src/core/tuning/job.ts';
import {
  canStartAgain,
  mayExist,
  nameBeside,
  placeJob,
  renameUpload,
  reopenJob,
} from '../../../src/core/tuning/start-again.ts';
import { makeJob, makeProblem, makeReading } from '../../support/tuning-jobs.ts';

const ID = '0b6c8f0e-6a3e-4d5b-9f37-0a1b2c3d4e5f';
const TRAINING = `gs://b/lapidary/${ID}/training.jsonl`;
const VALIDATION = `gs://b/lapidary/${ID}/validation.jsonl`;

describe('a job', () => {
  it.each<[JobState, boolean]>([
    ['preparing', false],
    ['creating', false],
    ['unknown', false],
    ['asking', true],
    ['running', false],
    ['succeeded', false],
    ['failed', true],
    ['cancelled', false],
  ])('that is %s can be started again: %s', (state, can) => {
    const job = makeJob({ state });
    expect(canStartAgain(job)).toBe(can);
    if (!can) expect(reopenJob(job, 1)).toBe(job);
  });

  it('that was ever told of by its service is not started again, nor is a pack', () => {
    expect(canStartAgain(makeJob({ state: 'failed', reading: makeReading({ state: 'failed' }) }))).toBe(false);
    expect(canStartAgain(makeJob({ state: 'failed', service: null }))).toBe(false);
  });

  it('that had failed prepares again; one in doubt stays in doubt', () => {
    const failed = makeJob({ state: 'failed', endedAt: 5, problem: makeProblem() });
    expect(reopenJob(failed, 7)).toMatchObject({
      state: 'preparing',
      endedAt: null,
      problem: null,
      events: [{ at: 7 }],
    });
    expect(reopenJob(makeJob({ state: 'asking', doubt: 'Lost.' }), 7)).toMatchObject({
      state: 'asking',
      doubt: 'Lost.',
    });
  });

  it('may exist where it was sent, whatever was said of that since', () => {
    const states = [{ state: 'asking' }, { state: 'preparing', sends: 1 }, { state: 'preparing' }] as const;
    expect(states.map((change) => mayExist(makeJob(change)))).toEqual([true, true, false]);
  });
});

describe('an upload under a new name', () => {
  const spec = { trainingDatasetUri: TRAINING, validationDatasetUri: VALIDATION };
  const job = makeJob({
    uploads: [
      { part: 'training', uri: TRAINING, bytes: 9, sent: 9 },
      { part: 'validation', uri: VALIDATION, bytes: 4, sent: 4 },
    ],
    request: JSON.stringify({ supervisedTuningSpec: spec, tunedModelDisplayName: `${TRAINING} and $& more` }),
  });

  it('is the one that the request names, and nothing else of it changes', () => {
    const uri = nameBeside(TRAINING, '$&');
    const renamed = renameUpload(job, 'training', uri);
    expect(JSON.parse(renamed.request)).toEqual({
      supervisedTuningSpec: { ...spec, trainingDatasetUri: `gs://b/lapidary/${ID}/training-$&.jsonl` },
      tunedModelDisplayName: `${TRAINING} and $& more`,
    });
    expect(renamed.uploads).toEqual([{ part: 'training', uri, bytes: 9, sent: 0 }, job.uploads[1]]);
    const without = makeJob();
    expect(renameUpload(without, 'training', uri)).toBe(without);
  });

  it('gets a mark in the place of the last one', () => {
    expect(nameBeside(nameBeside(VALIDATION, '1f2e'), '77aa')).toBe(`gs://b/lapidary/${ID}/validation-77aa.jsonl`);
  });
});

describe('the place of a job that is started again', () => {
  const TODAY = { project: 'new', region: 'europe-west4', bucket: 'other' };
  const job = makeJob({
    ...{ service: 'agent-platform', state: 'failed', project: 'old', region: 'us-central1' },
    uploads: [
      { part: 'training', uri: TRAINING, bytes: 9, sent: 9 },
      { part: 'validation', uri: VALIDATION, bytes: 4, sent: 4 },
    ],
    request: JSON.stringify({
      supervisedTuningSpec: { trainingDatasetUri: TRAINING, validationDatasetUri: VALIDATION },
    }),
  });

  it('is that of Settings now, in its request and its files too', () => {
    const placed = placeJob(job, TODAY);
    const [training, validation] = [TRAINING, VALIDATION].map((uri) => uri.replace('gs://b/', 'gs://other/'));
    expect(placed).toMatchObject({ project: 'new', region: 'europe-west4' });
    expect(placed.uploads.map(({ uri, sent }) => [uri, sent])).toEqual([
      [training, 0],
      [validation, 0],
    ]);
    expect(JSON.parse(placed.request)).toEqual({
      supervisedTuningSpec: { trainingDatasetUri: training, validationDatasetUri: validation },
    });
  });

  it('stays where the job may exist already, and where it has none', () => {
    for (const change of [{ state: 'asking' }, { sends: 1 }, { service: 'gemini-api' }] as const) {
      const kept = { ...job, ...change };
      expect(placeJob(kept, TODAY)).toBe(kept);
    }
  });
});
