import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../src/core/models/index.ts';
import { attemptLabels } from '../../../src/core/targets/parts/attempt.ts';
import { NO_CONNECTION } from '../../../src/core/tuning/google-connection.ts';
import type { SplitSettings } from '../../../src/core/tuning/job.ts';
import type { DatasetInfo, VersionInfo } from '../../../src/core/version/version.ts';
import type { CheckReport, CheckRequest, SplitReport } from '../../../src/jobs/check-rows.ts';
import type { KnownCatalogue } from '../../../src/state/settings/catalogue.svelte.ts';
import type { Google } from '../../../src/state/settings/google.svelte.ts';
import { preTunedChoices } from '../../../src/core/tuning/pre-tuned.ts';
import type { RowCheck } from '../../../src/state/tune/row-check.svelte.ts';
import type { TokenCounter } from '../../../src/state/tune/token-counter.svelte.ts';
import { TuneForm } from '../../../src/state/tune/tune-form.svelte.ts';
import { snippetJob } from '../../../src/state/tune/snippet-job.ts';
import { obstaclesOf } from '../../../src/state/tune/tune-obstacles.ts';
import { makeJob, makeReading } from '../../support/tuning-jobs.ts';

const MODEL = 'projects/1/locations/us/models/456@1';
const SERVED = { service: 'agent-platform', project: '1', location: 'us', name: 'endpoints/7' } as const;
const TUNED = makeJob({
  ...{ service: 'agent-platform', state: 'succeeded', displayName: 'first', model: SERVED },
  reading: makeReading({
    ...{ state: 'succeeded', baseModel: 'gemini-3.1-flash-lite', modelName: MODEL, tunedModel: SERVED },
    checkpoints: [{ id: '1', epoch: 1, step: 10, model: { ...SERVED, name: 'endpoints/8' } }],
  }),
});
// The casts: a form looks at no other members of these.
const INFO = { id: 'd', name: 'stones.csv' } as DatasetInfo;
const HEAD = { id: 'v2' } as VersionInfo;

/** Rows that were checked for one request and split one way. */
function checkedFor(
  request: CheckRequest | null,
  split: SplitSettings | null,
  ownSplit: CheckReport['split'] = null,
): RowCheck {
  const facts = {
    trainingRows: 200,
    validationRows: 20,
    classes: 0,
    tokens: { low: 9_000, likely: 10_000, high: 11_000 },
  };
  const check = {
    report: {
      rows: 220,
      faultyRows: 0,
      findings: [],
      split: ownSplit,
      labels: [],
      system: null,
      sample: [],
    } satisfies CheckReport,
    split: { facts, leftOut: 0, aside: 0, findings: [], labels: [] } satisfies SplitReport,
    isOf: (asked: CheckRequest) => JSON.stringify(asked) === JSON.stringify(request),
    isSplitBy: (asked: SplitSettings) => JSON.stringify(asked) === JSON.stringify(split),
  };
  return check as unknown as RowCheck; // a form asks it nothing else
}

/** Nothing was counted. */
const COUNTER = { correction: null, correct: (facts: unknown) => facts } as unknown as TokenCounter; // as above
const CONNECTION = { ...NO_CONNECTION, project: 'p', bucket: 'b' };
const HELD = { connection: CONNECTION, credentials: { accessToken: true }, capabilities: null, holds: () => true };
const GOOGLE = HELD as unknown as Google; // as above

function formWith(check: RowCheck): TuneForm {
  // The cast: as above.
  const form = new TuneForm(check, COUNTER, GOOGLE, { current: catalogue } as unknown as KnownCatalogue);
  form.displayName = 'stones';
  return form;
}

function readyForm(): TuneForm {
  const empty = formWith(checkedFor(null, null));
  const form = formWith(checkedFor(empty.checkRequest(HEAD.id), empty.split));
  form.split = empty.split;
  return form;
}

describe('a form', () => {
  it('starts what was checked', () => {
    const empty = formWith(checkedFor(null, null));
    const { split } = empty;
    const form = formWith(checkedFor(empty.checkRequest(HEAD.id), split));
    form.split = split;
    expect(obstaclesOf(form, GOOGLE)).toEqual([]);
    expect(form.plan(INFO, HEAD)).toMatchObject({ baseModel: 'gemini-3.5-flash', request: { versionId: 'v2' } });
  });

  it('holds out as the dataset’s own split says, unless somebody chooses otherwise', () => {
    const split = { train: 180, validation: 20, test: 20 };
    const form = formWith(checkedFor(null, null, split));
    expect(form.split).toMatchObject({ by: 'split', mark: 'hold-out' });
    form.split = { ...form.split, by: 'share', amount: 5 };
    expect(form.split).toMatchObject({ by: 'share', amount: 5 });
    expect(formWith(checkedFor(null, null, { ...split, train: 0 })).split.by).not.toBe('split');
  });

  it('starts nothing while other rows, another version, target or split are looked at', () => {
    const form = readyForm();
    form.split = { ...form.split, amount: 40 };
    expect(obstaclesOf(form, GOOGLE)).toContain('The rows are not checked yet.');
    expect(form.plan(INFO, HEAD)).toBeNull();
    expect(readyForm().plan(INFO, { ...HEAD, id: 'v3' })).toBeNull();
    const other = readyForm();
    other.method = 'preference';
    expect(other.plan(INFO, HEAD)).toBeNull();
  });
});

describe('a field of a form', () => {
  it('that shows what was not taken keeps the form from being started', () => {
    const form = readyForm();
    form.wrong.note('Epochs', true);
    form.wrong.note('Epochs', true);
    form.wrong.note('Seed', false);
    expect(obstaclesOf(form, GOOGLE)).toEqual(['Epochs: this field has no valid value.']);
    form.wrong.note('Epochs', false);
    expect(obstaclesOf(form, GOOGLE)).toEqual([]);
  });
});

describe('the programs of a form', () => {
  it('start a job that no other form has started, with the files that they put there', () => {
    const [one, other] = [readyForm(), readyForm()].map((form) => {
      form.service = 'agent-platform';
      return { attempt: form.attempt, job: snippetJob(form, CONNECTION) };
    });
    const uris = one?.job?.files.map(({ uri }) => uri);
    expect(uris?.map((uri) => uri.includes(`/${one?.attempt ?? ''}/`))).toEqual([true, true]);
    expect(other?.job?.files.map(({ uri }) => uri)).not.toEqual(uris);
    expect(one?.job?.request.body).toMatchObject({
      labels: attemptLabels(one?.attempt ?? ''),
      supervisedTuningSpec: { trainingDatasetUri: uris?.[0], validationDatasetUri: uris?.[1] },
    });
  });
});

describe('the list of base models', () => {
  it('is dated where the service is not asked', () => {
    const form = readyForm();
    expect(form.modelsSource).toMatch(
      /^This list is as of 2026-09-25 \(.*supervised tuning\): Google documents no list/,
    );
    form.service = 'gemini-api';
    expect(form.modelsSource).toMatch(/^This list is as of 2026-09 .*with a key/);
  });
});

describe('going on from a tuned model', () => {
  const [whole, checkpoint] = preTunedChoices([TUNED], 'agent-platform');

  it('is offered for models that are still there, checkpoints too, and for no other service', () => {
    expect([whole?.label, checkpoint?.label]).toEqual(['first', 'first, checkpoint 1 after epoch 1']);
    expect(preTunedChoices([{ ...TUNED, model: null }], 'agent-platform')).toEqual([]);
    expect(preTunedChoices([TUNED], 'gemini-api')).toEqual([]);
  });

  it('names the model and its checkpoint, and costs what its own base does', () => {
    const form = readyForm();
    const direct = form.estimate.cost ?? 0;
    form.chosenPreTuned = checkpoint?.source ?? null;
    const body = JSON.parse(form.preview('a')) as Record<string, unknown>;
    expect(body).toMatchObject({ preTunedModel: { tunedModelName: MODEL, checkpointId: '1' } });
    expect(body).not.toHaveProperty('baseModel');
    expect(form.baseModel).toBe('gemini-3.1-flash-lite');
    // $10 and $3 for a million training tokens.
    expect(form.estimate.cost).toBeCloseTo(direct * 0.3, 9);
    form.chosenPreTuned = whole?.source ?? null;
    expect(JSON.parse(form.preview('a'))).toMatchObject({ preTunedModel: { tunedModelName: MODEL } });
  });

  it('is forgotten for another service, which could not find the model', () => {
    const form = readyForm();
    form.chosenPreTuned = whole?.source ?? null;
    form.service = 'gemini-api';
    expect(JSON.parse(form.preview('a'))).not.toHaveProperty('tunedModelSource');
    expect(form.baseModel).not.toBe('gemini-3.1-flash-lite');
  });

  it('is taken over by a clone', () => {
    const form = readyForm();
    form.chosenPreTuned = checkpoint?.source ?? null;
    const plan = form.plan(INFO, HEAD);
    expect(plan?.preTuned).toEqual(checkpoint?.source);
    const passport = { baseModel: plan?.baseModel, preTuned: plan?.preTuned, settings: {}, split: form.split };
    const clone = readyForm();
    // The cast: only these members are copied.
    clone.copy({ ...TUNED, displayName: 'stones', passport } as typeof TUNED);
    expect(clone.preview('a')).toBe(form.preview('a'));
  });
});

it('an export without a bucket says in its file what it says on the screen', () => {
  const form = readyForm();
  const google = { connection: NO_CONNECTION, credentials: {}, capabilities: null, holds: () => false };
  const split = form.split;
  const check = checkedFor(form.checkRequest(HEAD.id), split);
  const without = new TuneForm(
    check,
    COUNTER,
    google as unknown as Google,
    { current: catalogue } as unknown as KnownCatalogue,
  ); // as above
  without.split = split;
  without.service = 'export';
  expect(without.preview('a')).toContain('gs://BUCKET/lapidary/a/training.jsonl');
  expect(without.plan(INFO, HEAD)?.bucket).toBe('BUCKET');
});
