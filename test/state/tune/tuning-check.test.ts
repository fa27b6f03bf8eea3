import '../../support/fake-browser.ts';
import { expect, it } from 'vitest';
import type { DatasetInfo, VersionInfo } from '../../../src/core/version/version.ts';
import { TuningStart } from '../../../src/state/tune/tuning-start.svelte.ts';
import type { TuneForm } from '../../../src/state/tune/tune-form.svelte.ts';
import { makeProblem } from '../../support/tuning-jobs.ts';

const FOUND = { at: 0, models: null, tunedModels: null, platformJobs: null, bucket: null };

/** A start whose account was not checked yet; what the services answer, and whether anything was made. */
function makeStart(found: object) {
  const made: string[] = [];
  const said: string[] = [];
  const google = {
    connection: { project: 'p', bucket: 'b', off: false },
    capabilities: null as object | null,
    holds: () => true,
    ask: () => {
      google.capabilities = { ...FOUND, ...found };
      return Promise.resolve();
    },
  };
  const tasks = {
    start: ({ name }: { readonly name: string }) => {
      made.push(name);
      return { task: {}, result: Promise.resolve({ ok: false, failure: { kind: 'cancelled' } }) };
    },
  };
  const notices = {
    say: (what: string, _: null, more: string) => said.push(`${what} ${more}`),
    run: () => Promise.resolve(undefined),
  };
  const parts = { google, tasks, notices, router: { path: [] }, drafts: { forget: () => undefined } };
  const start = new TuningStart(parts as unknown as ConstructorParameters<typeof TuningStart>[0]); // all that it needs
  return { start, made, said };
}

function makeForm(): TuneForm {
  const split = { facts: { trainingRows: 1 }, findings: [] };
  return {
    ...{ check: { report: { faultyRows: 0 }, split, isSplitBy: () => true, checked: {} }, wrong: { names: [] } },
    ...{ baseModel: 'm', service: 'agent-platform', nameProblem: null, settingProblems: [], choices: {} },
    ...{ checkRequest: () => ({}), plan: () => ({}), counter: { correction: null } },
  } as unknown as TuneForm; // as above
}

// The casts: a start looks at nothing of these before it makes something.
const [INFO, HEAD] = [{ id: 'd' } as DatasetInfo, { id: 'v' } as VersionInfo];

it('makes nothing where the account turns out not to be allowed to', async () => {
  const problem = makeProblem({ kind: 'forbidden', what: 'The project refuses.', next: 'Ask its owner.' });
  const { start, made, said } = makeStart({ platformJobs: { value: null, problem } });
  await start.begin(makeForm(), INFO, HEAD);
  expect([made, said, start.running]).toEqual([
    [],
    ['Not started. The project refuses. Ask its owner. Then check again in Settings.'],
    false,
  ]);
});

it('goes on where nothing is in the way', async () => {
  const { start, made } = makeStart({});
  await start.begin(makeForm(), INFO, HEAD);
  expect(made).toEqual(['Writing the training files']);
});
