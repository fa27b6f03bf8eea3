import '../../support/fake-browser.ts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Result } from '../../../src/core/failure.ts';
import type { DatasetInfo, VersionInfo } from '../../../src/core/version/version.ts';
import type { PreparedJob } from '../../../src/jobs/start-tuning.ts';
import { TuningStart } from '../../../src/state/tune/tuning-start.svelte.ts';
import { TuningStarts } from '../../../src/state/tune/tuning-starts.ts';
import type { TuneForm } from '../../../src/state/tune/tune-form.svelte.ts';
import { makeJob } from '../../support/tuning-jobs.ts';

const INFO = { id: 'd' } as DatasetInfo; // a start looks at nothing else of these
const HEAD = { id: 'v' } as VersionInfo;
let sent: string[];
let write: ((job: PreparedJob) => void)[];

/** A second, the usual, is little on a busy machine. */
const WAIT = { timeout: 15_000 };

beforeEach(() => {
  vi.useFakeTimers();
  [sent, write] = [[], []];
});
afterEach(() => {
  vi.useRealTimers();
});

/** A form that nothing keeps from being started. */
function makeForm(): TuneForm {
  const split = { facts: { trainingRows: 1 }, findings: [] };
  const check = { report: { faultyRows: 0 }, split, isSplitBy: () => true, checked: {} };
  const form = {
    check,
    wrong: { names: [] },
    baseModel: 'm',
    service: 'gemini-api',
    nameProblem: null,
    settingProblems: [],
  };
  const acts = { checkRequest: () => ({}), plan: () => ({}), counter: { correction: null } };
  return { ...form, ...acts } as unknown as TuneForm; // as above
}

function makeStart(): TuningStart {
  const api = {
    start: ({ id }: { readonly id: string }) => {
      sent.push(id);
      // Its upload takes long.
      return new Promise<never>(() => undefined);
    },
  };
  const google = { holds: () => true, connection: {}, call: (invoke: (to: typeof api) => unknown) => invoke(api) };
  const tasks = {
    start: () => {
      const result = new Promise((resolve) => write.push((value) => resolve({ ok: true, value })));
      return { task: {}, result };
    },
  };
  const notices = { run: async (act: () => Promise<Result<unknown>>) => ((await act()) as { value?: unknown }).value };
  const parts = { google, tasks, notices, router: { path: [], go: () => undefined } };
  const drafts = { forget: () => undefined };
  return new TuningStart({ ...parts, drafts } as unknown as ConstructorParameters<typeof TuningStart>[0]); // as above
}

it('is not pressed twice by somebody who comes back to the form while its files are written', async () => {
  const starts = new TuningStarts();
  void starts.of('d', makeStart).begin(makeForm(), INFO, HEAD);
  const back = starts.of('d', makeStart);
  expect([back.running, back.task]).toEqual([true, {}]);
  void back.begin(makeForm(), INFO, HEAD);
  expect(write).toHaveLength(1);
  expect(starts.of('another', makeStart).running).toBe(false);

  const job = makeJob({ datasetId: 'd' });
  write[0]?.({ job, training: new Blob(), validation: null });
  await vi.waitFor(() => expect(sent).toEqual([job.id]), WAIT);
  expect(back.running).toBe(true);
  // The job is listed by now: whoever wants a second one may have it, however long the first one is uploaded.
  await vi.advanceTimersByTimeAsync(1_000);
  expect(back.running).toBe(false);
});
