import '../../support/fake-browser.ts';
import { expect, it } from 'vitest';
import { ok, type Result } from '../../../src/core/failure.ts';
import type { SplitSettings } from '../../../src/core/tuning/job.ts';
import type { CheckedRun, CheckRequest, SplitReport } from '../../../src/jobs/check-rows.ts';
import type { Tasks } from '../../../src/state/frame/tasks.svelte.ts';
import { RowCheck } from '../../../src/state/tune/row-check.svelte.ts';

const REQUEST: CheckRequest = { versionId: 'v', target: 't', limits: {} };
const TEN: SplitSettings = { seed: 1, by: 'share', amount: 10, mark: 'm' };
const TWENTY = { ...TEN, amount: 20 };
const THIRTY = { ...TEN, amount: 30 };

/** Checks that end when the test says so. */
function makeCheck() {
  const checks: ((outcome: Result<CheckedRun>) => void)[] = [];
  const tasks = {
    start: () => ({ task: { cancel: () => undefined }, result: new Promise((resolve) => checks.push(resolve)) }),
  };
  return { check: new RowCheck(tasks as unknown as Tasks), checks }; // a check looks at nothing else of it
}

/** A check whose splits say by what they were made, and end when the test says so. */
function makeRun() {
  const splits: { readonly by: SplitSettings; readonly end: () => void }[] = [];
  const run = {
    report: {},
    split: (by: SplitSettings) =>
      new Promise((resolve) => splits.push({ by, end: () => resolve(ok({ by } as unknown as SplitReport)) })),
    close: () => undefined,
  };
  return { run: run as unknown as CheckedRun, splits }; // as above
}

/** Lets what waits for settled promises go on. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
}

it('splits by what was last wished, also while the rows are being checked', async () => {
  const { check, checks } = makeCheck();
  const { run, splits } = makeRun();
  void check.divide(TEN);
  void check.look(REQUEST);
  void check.divide(TWENTY);
  void check.divide(THIRTY);
  checks[0]?.(ok(run));
  await settle();
  splits[0]?.end();
  await settle();
  expect(splits.map(({ by }) => by)).toEqual([THIRTY]);
  expect(check.isSplitBy(THIRTY)).toBe(true);
});

it('splits by what was last wished, also while they are being split', async () => {
  const { check, checks } = makeCheck();
  const { run, splits } = makeRun();
  void check.divide(TEN);
  void check.look(REQUEST);
  checks[0]?.(ok(run));
  await settle();
  void check.divide(TWENTY);
  void check.divide(TEN);
  void check.divide(THIRTY);
  splits[0]?.end();
  await settle();
  splits[1]?.end();
  await settle();
  expect(splits.map(({ by }) => by)).toEqual([TEN, THIRTY]);
  expect(check.isSplitBy(THIRTY)).toBe(true);
});

it('splits the rows of the last check, by the wish that was made before it', async () => {
  const { check, checks } = makeCheck();
  const [first, second] = [makeRun(), makeRun()];
  void check.divide(TWENTY);
  void check.look(REQUEST);
  checks[0]?.(ok(first.run));
  await settle();
  // Another target is chosen while the rows of the first are split.
  void check.look({ ...REQUEST, target: 'u' });
  checks[1]?.(ok(second.run));
  first.splits[0]?.end();
  await settle();
  second.splits[0]?.end();
  await settle();
  expect(second.splits.map(({ by }) => by)).toEqual([TWENTY]);
  expect(check.isSplitBy(TWENTY)).toBe(true);
  expect(check.isOf({ ...REQUEST, target: 'u' })).toBe(true);
});

it('can be asked for again once it was cancelled', async () => {
  const { check, checks } = makeCheck();
  const { run, splits } = makeRun();
  void check.divide(TEN);
  void check.look(REQUEST);
  expect(check.stopped).toBe(false);
  checks[0]?.({ ok: false, failure: { kind: 'cancelled' } });
  await settle();
  expect([check.stopped, check.problem]).toEqual([true, '']);
  void check.look(REQUEST);
  checks[1]?.(ok(run));
  await settle();
  splits[0]?.end();
  await settle();
  expect([check.stopped, check.isSplitBy(TEN)]).toEqual([false, true]);
});
