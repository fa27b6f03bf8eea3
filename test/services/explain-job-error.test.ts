import { expect, it } from 'vitest';
import { explainJobError } from '../../src/services/explain-job-error.ts';

const AGENT = 'service-123@gcp-sa-aiplatform.iam.gserviceaccount.com';

it.each([
  [
    7,
    `${AGENT} does not have storage.objects.get access to the Google Cloud Storage object.`,
    /may not read the bucket/,
    /Storage Object Viewer/,
  ],
  [5, 'Object gs://b/lapidary/1/training.jsonl was not found.', /did not find the training file/, /Clone/],
  [
    3,
    'The training dataset has no valid example: it is empty.',
    /no row of the training file: .*it is empty\./,
    /Clone/,
  ],
  [
    3,
    'The validation dataset has 6000 examples; at most 5000 are allowed.',
    /validation rows: .*at most 5000/,
    /fewer rows/,
  ],
  [3, 'The adapter size is not supported for this base model.', /no such adapter size/, /another size/],
  [9, 'Billing: this API method requires billing to be enabled.', /no billing account/, /Link a billing account/],
  [13, 'Internal error occurred during tuning.', /broke down inside/, /Clone the job/],
  [8, 'Quota exceeded for tuning.', /quota of the project/, /clone it/],
  [42, 'What is this?', /.+/, /.+/],
])('a job that failed with code %s, %s', (code, message, what, next) => {
  const found = explainJobError({ code, message }, 'agent-platform');
  expect(found.what).toMatch(what);
  expect(found.next).toMatch(next);
  expect(found.next).not.toContain('Try again in a moment.');
});
