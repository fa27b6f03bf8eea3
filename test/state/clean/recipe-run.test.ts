import { passes } from '../../support/workers-in-node.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RecipeStep, StepLog, VersionInfo } from '../../../src/core/version/version.ts';
import { RecipeRun, type RunRequest } from '../../../src/state/clean/recipe-run.svelte.ts';
import { Tasks } from '../../../src/state/frame/tasks.svelte.ts';
import { listVersions } from '../../../src/store/versions/versions.ts';
import { pass, stopTime, until } from '../../support/stopped-time.ts';
import { changeRows, countRecords, emptyDatabase, importRows } from '../../support/stored.ts';

beforeEach(async () => {
  passes.reset();
  await emptyDatabase();
});

const runs: RecipeRun[] = [];
afterEach(() => runs.splice(0).forEach((run) => run.stop()));

const ROWS = Array.from({ length: 30 }, (_, row) => JSON.stringify({ a: String(row) }));
const take = (count: number): readonly RecipeStep[] => [{ step: 'take-first-rows', version: 1, params: { count } }];

const TYPED = { isTyped: true };
const CHOSEN = { isTyped: false };

async function open() {
  const version = await importRows(ROWS);
  const tasks = new Tasks();
  const counted: number[] = [];
  const sampled: number[] = [];
  const failures: string[] = [];
  const dropped = (log: readonly StepLog[]): number =>
    log.flatMap((line) => Object.values(line.dropped)).reduce((sum, rows) => sum + rows, 0);
  const run = new RecipeRun(version.datasetId, tasks, {
    onSample: (log) => sampled.push(dropped(log)),
    onCount: (log) => counted.push(dropped(log)),
    onFailure: (result) => {
      if (!result.ok) failures.push(result.failure.kind);
    },
  });
  runs.push(run);
  const ask = (count: number, rowCount = version.rowCount): RunRequest => ({
    ...{ versionId: version.id, rowCount, steps: take(count) },
  });
  return { run, version, tasks, counted, sampled, failures, ask };
}

const begun = (name: string): number => passes.begun.filter((each) => each === name).length;

async function newest({ datasetId }: VersionInfo): Promise<VersionInfo | undefined> {
  return (await listVersions(datasetId))[0];
}

/** Stages of runs that were let go of are swept. */
async function expectNoStage(): Promise<void> {
  await expect.poll(async () => (await countRecords())['stages'] ?? 0).toBe(0);
}

describe('what steps do', () => {
  it('is counted a moment after it was asked for, and held', async () => {
    const { run, counted, ask } = await open();
    run.ask(ask(10), TYPED);
    expect(run.held).toBeNull();
    await expect.poll(() => counted).toEqual([20]);
    expect([run.held?.log.length, run.counting, run.stopped]).toEqual([1, null, false]);
  });

  it('is counted for the last of several wishes only', async () => {
    const { run, counted, ask } = await open();
    for (const count of [1, 2, 3]) run.ask(ask(count), TYPED);
    await expect.poll(() => counted).toEqual([27]);
    expect(begun('apply')).toBe(1);
    // The same again is known.
    run.ask(ask(3), TYPED);
    await new Promise((done) => setTimeout(done, 400));
    expect(begun('apply')).toBe(1);
  });

  it('is never that of an older wish, and nothing of that one stays stored', async () => {
    const { run, counted, ask, tasks } = await open();
    const early = passes.stop('apply');
    run.ask(ask(1), TYPED);
    await expect.poll(() => begun('apply')).toBe(1);
    expect(run.counting).not.toBeNull();
    passes.reset();
    run.ask(ask(2), TYPED);
    await expect.poll(() => counted).toEqual([28]);
    early();
    await new Promise((done) => setTimeout(done, 50));
    expect([counted, run.held?.counts.removed, tasks.running]).toEqual([[28], 28, []]);
    run.stop();
    await expectNoStage();
  });

  it('is looked at in the first rows while many are counted', async () => {
    const { run, counted, sampled, ask } = await open();
    const go = passes.stop('apply');
    run.ask(ask(10, 1_000_000), TYPED);
    await expect.poll(() => sampled).toEqual([20]);
    expect(counted).toEqual([]);
    go();
    await expect.poll(() => counted).toEqual([20]);
  });

  it('is not looked at in the first rows where all are counted sooner', async () => {
    const { run, counted, ask } = await open();
    run.ask(ask(10), TYPED);
    await expect.poll(() => counted).toEqual([20]);
    await new Promise((done) => setTimeout(done, 1_000));
    expect(begun('sample')).toBe(0);
  });

  it('is not counted further once the first rows take too long', async () => {
    const { run, failures, ask, tasks } = await open();
    passes.stop('apply');
    const sample = passes.stop('sample');
    run.ask(ask(10, 1_000_000), TYPED);
    await expect.poll(() => begun('apply')).toBe(1);
    sample({ kind: 'too-slow', task: 'Running the steps', seconds: 5, place: 'the first rows' });
    await expect.poll(() => failures).toEqual(['too-slow']);
    expect([run.stopped, run.counting]).toEqual([true, null]);
    await expect.poll(() => tasks.running).toEqual([]);
  });

  it('that fails says so, and can be counted again', async () => {
    const { run, failures, counted, ask } = await open();
    passes.break('apply', { kind: 'storage-full' });
    run.ask(ask(10), TYPED);
    await expect.poll(() => failures).toEqual(['storage-full']);
    expect([run.stopped, run.held]).toEqual([true, null]);
    passes.reset();
    run.ask(ask(10), TYPED);
    await expect.poll(() => counted).toEqual([20]);
    expect(run.stopped).toBe(false);
  });

  it('is no longer asked after stop, and leaves nothing stored', async () => {
    const { run, counted, ask } = await open();
    run.ask(ask(10), TYPED);
    await expect.poll(() => counted).toEqual([20]);
    run.ask(ask(9), TYPED);
    run.stop();
    await run.count();
    expect([run.held, begun('apply')]).toEqual([null, 1]);
    await expectNoStage();
  });
});

describe('when it is counted', () => {
  const MANY = 1_000_000;
  const DROPPED = 20;
  const TOO_SLOW = { kind: 'too-slow', task: 'Running the steps', seconds: 5, place: 'the first rows' } as const;

  beforeEach(stopTime);
  afterEach(() => vi.useRealTimers());

  it('is after a pause where somebody types', async () => {
    const { run, counted, sampled, ask } = await open();
    run.ask(ask(10, MANY), TYPED);
    pass(149);
    expect(vi.getTimerCount()).toBe(2);
    pass(1);
    await until(() => sampled.length > 0);
    expect(sampled).toEqual([DROPPED]);
    pass(549);
    expect(run.counting).toBeNull();
    pass(1);
    expect(run.counting).not.toBeNull();
    await until(() => counted.length > 0);
    expect(counted).toEqual([DROPPED]);
  });

  it('is after a shorter pause where few rows are typed for', async () => {
    const { run, counted, ask } = await open();
    run.ask(ask(10), TYPED);
    pass(249);
    expect(run.counting).toBeNull();
    pass(1);
    await until(() => counted.length > 0);
    expect(counted).toEqual([DROPPED]);
  });

  it('is a moment after a choice, where the rows are few', async () => {
    const { run, counted, ask } = await open();
    run.ask(ask(10), CHOSEN);
    pass(200);
    await until(() => counted.length > 0);
    expect(counted).toEqual([DROPPED]);
    pass(5_000);
    expect(passes.begun).toEqual(['apply']);
  });

  it('is once for several choices in a row', async () => {
    const { run, counted, ask } = await open();
    for (const count of [1, 2, 3]) run.ask(ask(count), CHOSEN);
    pass(200);
    await until(() => counted.length > 0);
    expect(counted).toEqual([27]);
    expect(begun('apply')).toBe(1);
  });

  it('is a moment after a choice of many rows, too, of which the first are looked at before', async () => {
    const { run, counted, sampled, ask } = await open();
    const go = passes.stop('apply');
    run.ask(ask(10, MANY), CHOSEN);
    pass(200);
    await until(() => begun('apply') === 1 && sampled.length > 0);
    expect(passes.begun).toEqual(['sample', 'apply']);
    expect([sampled, counted]).toEqual([[DROPPED], []]);
    go();
    await until(() => counted.length > 0);
    expect([counted, begun('apply')]).toEqual([[DROPPED], 1]);
  });

  it('ends where the first rows take too long, and before it began', async () => {
    const { run, failures, ask } = await open();
    const look = passes.stop('sample');
    run.ask(ask(10, MANY), TYPED);
    pass(150);
    await until(() => begun('sample') === 1);
    look(TOO_SLOW);
    await until(() => failures.length > 0);
    expect(failures).toEqual(['too-slow']);
    pass(5_000);
    expect([run.stopped, run.counting, begun('apply')]).toEqual([true, null, 0]);
  });

  it('is of the last choice only, where one follows while all is counted', async () => {
    const { run, counted, failures, ask } = await open();
    const go = passes.stop('apply');
    run.ask(ask(1, MANY), CHOSEN);
    pass(200);
    await until(() => begun('apply') === 1);
    run.ask(ask(2, MANY), CHOSEN);
    pass(200);
    await until(() => begun('apply') === 2);
    go();
    await until(() => counted.length > 0);
    expect([counted, failures]).toEqual([[28], []]);
  });

  it('waits where somebody begins to type while all is counted', async () => {
    const { run, sampled, ask } = await open();
    passes.stop('apply');
    run.ask(ask(1, MANY), CHOSEN);
    pass(200);
    await until(() => begun('apply') === 1);
    run.ask(ask(2, MANY), TYPED);
    pass(150);
    await until(() => sampled.length > 1);
    expect(sampled).toEqual([29, 28]);
    expect([run.counting, vi.getTimerCount()]).toEqual([null, 1]);
  });

  it('is by Apply where that comes first', async () => {
    const { run, failures, ask } = await open();
    run.ask(ask(10, MANY), CHOSEN);
    const applied = run.apply(ask(10, MANY));
    expect(await applied).toMatchObject({ ok: true, value: { version: { rowCount: 10 } } });
    expect([failures, begun('apply'), begun('sample')]).toEqual([[], 1, 0]);
    expect([run.counting, vi.getTimerCount()]).toEqual([null, 0]);
  });
});

describe('apply', () => {
  it('commits what was counted, without another pass', async () => {
    const { run, version, counted, ask } = await open();
    run.ask(ask(10), TYPED);
    await expect.poll(() => counted).toEqual([20]);
    const applied = await run.apply(ask(10));
    expect(applied).toMatchObject({ ok: true, value: { changed: true, branched: false, version: { rowCount: 10 } } });
    expect([begun('apply'), (await newest(version))?.rowCount]).toEqual([1, 10]);
    expect(run.held).not.toBeNull();
  });

  it('waits for the count that runs, whose progress it takes over', async () => {
    const { run, tasks, ask } = await open();
    const go = passes.stop('apply');
    run.ask(ask(10), TYPED);
    await expect.poll(() => run.counting).not.toBeNull();
    const applied = run.apply(ask(10));
    expect([run.counting, run.applying?.writes]).toEqual([null, true]);
    go();
    expect(await applied).toMatchObject({ ok: true });
    expect([begun('apply'), run.applying, tasks.running]).toEqual([1, null, []]);
  });

  it('runs what is applied, not what was counted before', async () => {
    const { run, version, counted, ask } = await open();
    run.ask(ask(10), TYPED);
    await expect.poll(() => counted).toEqual([20]);
    await run.apply(ask(5));
    expect((await newest(version))?.rowCount).toBe(5);
    run.stop();
    await expectNoStage();
  });

  it('that is cancelled changes nothing, and leaves nothing', async () => {
    const { run, version, ask } = await open();
    passes.stop('apply');
    const applied = run.apply(ask(10));
    run.applying?.cancel();
    expect(await applied).toMatchObject({ ok: false, failure: { kind: 'cancelled' } });
    expect([(await newest(version))?.id, run.held, run.applying]).toEqual([version.id, null, null]);
    await expectNoStage();
  });

  it('that fails gives the failure and changes nothing', async () => {
    const { run, version, ask } = await open();
    passes.break('apply.commit', { kind: 'storage-full' });
    expect(await run.apply(ask(10))).toMatchObject({ ok: false, failure: { kind: 'storage-full' } });
    expect([(await newest(version))?.id, run.held]).toEqual([version.id, null]);
    await expectNoStage();
  });

  it('is a branch where the head has moved since it was counted', async () => {
    const { run, version, counted, ask } = await open();
    run.ask(ask(10), TYPED);
    await expect.poll(() => counted).toEqual([20]);
    await changeRows(version, (text) => text.replace('"1', '"x'));
    expect(await run.apply(ask(10))).toMatchObject({ ok: true, value: { branched: true } });
  });

  it('goes on to its end while something else is asked for', async () => {
    const { run, version, counted, ask } = await open();
    const go = passes.stop('apply');
    const applied = run.apply(ask(10));
    run.ask(ask(3), TYPED);
    go();
    expect(await applied).toMatchObject({ ok: true, value: { version: { rowCount: 10 } } });
    expect((await newest(version))?.rowCount).toBe(10);
    await expect.poll(() => counted).toEqual([27]);
    run.stop();
    await expectNoStage();
  });

  it('has what was asked for meanwhile counted again, to follow on the version that it makes', async () => {
    const { run, counted, ask } = await open();
    const go = passes.stop('apply');
    const applied = run.apply(ask(10));
    run.ask(ask(3), CHOSEN);
    await expect.poll(() => begun('apply')).toBe(2);
    go();
    await applied;
    await expect.poll(() => counted).toEqual([27]);
    expect(await run.apply(ask(3))).toMatchObject({ ok: true, value: { branched: false, version: { rowCount: 3 } } });
    run.stop();
    await expectNoStage();
  });

  it('goes on to its end while nothing is looked at any more, and can still be cancelled', async () => {
    const { run, version, ask } = await open();
    const go = passes.stop('apply');
    const applied = run.apply(ask(10));
    run.stop();
    go();
    expect(await applied).toMatchObject({ ok: true });
    expect((await newest(version))?.rowCount).toBe(10);
    passes.stop('apply');
    const other = run.apply(ask(5));
    run.stop();
    run.applying?.cancel();
    expect(await other).toMatchObject({ ok: false, failure: { kind: 'cancelled' } });
    await expectNoStage();
  });
});
