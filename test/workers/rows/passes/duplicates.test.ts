import '../../../support/fake-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { GroupQuery } from '../../../../workers/contracts/duplicates.ts';
import apply from '../../../../workers/rows/passes/apply.ts';
import duplicates from '../../../../workers/rows/passes/duplicates.ts';
import { runInNode } from '../../../support/run-in-node.ts';
import { emptyDatabase, importRows } from '../../../support/stored.ts';

beforeEach(emptyDatabase);

const SEA = 'write a short poem about the sea at night and the ships that sail on it';
const ROWS = [
  SEA,
  'Name three rivers.',
  `${SEA}!`,
  `${SEA} today`,
  'Name three rivers.',
  'name  three rivers.',
  'Something else entirely that is like nothing here',
].map((a, row) => `{"a":${JSON.stringify(a)},"b":"${row}"}`);

const QUERY: GroupQuery = {
  ...{ kind: 'near', alike: 80, keep: 'first', preferred: [], spared: [], search: '' },
  ...{ from: 0, count: 10, unfolded: [] },
};

async function find(workers = 2) {
  const version = await importRows(ROWS, { blockBytes: 120 });
  const request = { versionId: version.id, choices: ['a'], ignoreAbove: null };
  const ran = await runInNode(duplicates, request, workers);
  if (!ran.ok || !ran.value.led.actions) throw new Error(JSON.stringify(ran));
  const { output, actions } = ran.value.led;
  const page = async (change: Partial<GroupQuery>) => {
    const result = await actions.groups({ ...QUERY, ...change });
    return result.ok ? result.value : expect.unreachable();
  };
  return { version, report: output, actions, page };
}

describe('duplicates', () => {
  it('are found in groups, the same with any number of workers', async () => {
    const reports = [];
    for (const workers of [1, 2, 3]) {
      const { report, page } = await find(workers);
      reports.push({ report, page: await page({}) });
    }
    expect(reports[1]).toEqual(reports[0]);
    expect(reports[2]).toEqual(reports[0]);
    const [{ report, page }] = reports as [(typeof reports)[0]];
    expect(report).toMatchObject({ rows: 7, crowded: 0, removable: { exact: 1, normalised: 2 } });
    expect(report.curve.at(-1)).toBe(3);
    expect(page.shown.map(({ keeper, members }) => [keeper, members])).toEqual([
      [0, [0, 2, 3]],
      [1, [1, 4, 5]],
    ]);
    expect(page.removed).toBe(4);
    expect(page.warnings).toMatchObject([{ of: 'rows', removed: 4, rows: 7 }]);
  });

  it('are searched, by text and by row', async () => {
    const { page } = await find();
    expect((await page({ search: 'RIVERS' })).shown.map(({ keeper }) => keeper)).toEqual([1]);
    expect((await page({ search: '#4' })).shown.map(({ keeper }) => keeper)).toEqual([0]);
    expect(await page({ search: 'nowhere' })).toMatchObject({ found: 0, groups: 2, removed: 4 });
  });

  it('go as they were reviewed, by the step that is replayed', async () => {
    const { version, actions, page } = await find();
    // row 3 stays instead of row 0, and all of the rivers stay
    const chosen = { preferred: [2], spared: [1, 4, 5] };
    expect((await page(chosen)).removed).toBe(2);
    const names = await actions.names([2, 1, 4, 5]);
    const [preferred = '', ...spared] = names.ok ? names.value : [];
    const params = { texts: ['a'], reviewed: true, preferred, spared: spared.join(' ') };
    const steps = [{ step: 'remove-near-duplicates', version: 1, params }];
    const ran = await runInNode(apply, { versionId: version.id, stage: 'x', steps });
    expect(ran).toMatchObject({
      ok: true,
      value: { led: { output: { log: [{ rowsIn: 7, rowsOut: 5, dropped: { 'near-duplicate': 2 } }] } } },
    });
    const only = await actions.names([1]);
    const one = { ...params, preferred: '', spared: '', only: only.ok ? only.value.join(' ') : '' };
    const alone = await runInNode(apply, {
      versionId: version.id,
      stage: 'x',
      steps: [{ step: 'remove-near-duplicates', version: 1, params: one }],
    });
    expect(alone).toMatchObject({ ok: true, value: { led: { output: { log: [{ rowsOut: 5 }] } } } });
  });

  it('leave out a template that all rows share', async () => {
    const template = 'you are a kind assistant who answers every question in one short sentence please';
    const rows = Array.from({ length: 30 }, (_, row) => `{"a":"${template} question${row} about thing${row} now"}`);
    const { id } = await importRows(rows);
    const of = async (ignoreAbove: number | null) => {
      const ran = await runInNode(duplicates, { versionId: id, choices: ['a'], ignoreAbove });
      return ran.ok ? ran.value.led.output : expect.unreachable();
    };
    expect((await of(null)).curve[0]).toBe(29);
    const ignored = await of(0.5);
    expect(ignored.curve[0]).toBe(0);
    expect(ignored.templateSize).toBe(12);
  });
});
