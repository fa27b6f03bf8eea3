import { expect, it } from 'vitest';
import { placeWords } from '../../src/words/place-words.ts';
import { makeJob } from '../support/tuning-jobs.ts';

const TODAY = { project: 'new', region: 'europe-west4', bucket: 'other' };
const failed = makeJob({
  ...{ service: 'agent-platform', state: 'failed', project: 'old', region: 'us-central1' },
  uploads: [{ part: 'training', uri: 'gs://b/lapidary/1/training.jsonl', bytes: 9, sent: 9 }],
});

it('say where a job goes that is started again', () => {
  expect(placeWords(failed, TODAY)).toBe('It goes to project new, europe-west4, bucket other, as Settings say now.');
  expect(placeWords({ ...failed, service: 'gemini-api' }, TODAY)).toBe('');
});

it('say why a job stays that may exist', () => {
  expect(placeWords({ ...failed, sends: 1 }, TODAY)).toMatch(
    /^It stays with project old, us-central1, bucket b, because it may exist there already: .* clone it\.$/,
  );
  const there = { project: 'old', region: 'us-central1', bucket: 'b' };
  expect(placeWords({ ...failed, sends: 1 }, there)).toBe('It goes to project old, us-central1, bucket b.');
});
