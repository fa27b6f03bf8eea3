import '../../../support/fake-browser.ts';
import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { Row } from '../../../../src/core/row/row.ts';
import { filterTest, isOfRow, searchTest } from '../../../../src/core/view/test-row.ts';
import type { Filter, View } from '../../../../src/core/view/view.ts';
import { setMark } from '../../../../src/store/versions/marks.ts';
import { editRow } from '../../../../src/store/versions/edit-row.ts';
import { getDataset } from '../../../../src/store/datasets.ts';
import look, { type Looked, type LookNews } from '../../../../workers/rows/passes/look.ts';
import profile from '../../../../workers/rows/passes/profile.ts';
import { runInNode } from '../../../support/run-in-node.ts';
import { emptyDatabase, importRows } from '../../../support/stored.ts';

beforeEach(emptyDatabase);

const WORDS = ['tea', 'Green', 'tea time', '', '  ', 'a b c d', '10', '9', 'naïve'];
const ROWS = Array.from({ length: 90 }, (_, row) =>
  JSON.stringify({ a: WORDS[row % WORDS.length], b: row % 4 === 0 ? null : row % 7 }),
);
const CONTEXT = { columns: ['a'], mapping: { input: 'a', output: null } };

async function looked(versionId: string, view: View, workers = 2): Promise<{ output: Looked; news: LookNews[] }> {
  const ran = await runInNode(look, { versionId, view }, workers);
  if (!ran.ok) throw new Error(JSON.stringify(ran.failure));
  // The cast: what the pass tells, by its own types.
  return { output: ran.value.led.output, news: ran.value.news as LookNews[] };
}

async function positionsOf(versionId: string, ...filters: readonly Filter[]): Promise<number[] | null> {
  const { positions } = (await looked(versionId, { filters })).output;
  return positions && [...positions];
}

const filters = fc.subarray<Filter>([
  { on: 'contains', of: 'a', text: 'tea' },
  { on: 'empty', of: 'a', exclude: true },
  { on: 'words', of: { role: 'input' }, min: 1 },
  { on: 'characters', of: { role: 'input' }, max: 7, exclude: true },
  { on: 'characters', of: 'a', max: 7 },
  { on: 'value', of: 'b', values: ['1', '2', '3'] },
  { on: 'number', of: 'b', min: 2 },
  { on: 'tokens', max: 2 },
]);

describe('a look', () => {
  it('finds what each row says of itself, with any number of workers, read or not', async () => {
    const { id } = await importRows(ROWS, { blockBytes: 300 });
    const rows = ROWS.map((text) => new Row(text));
    await fc.assert(
      fc.asyncProperty(
        filters,
        fc.constantFrom('', 'TEA', 'n'),
        fc.integer({ min: 1, max: 3 }),
        async (chosen, text, workers) => {
          const view = { filters: chosen, ...(text !== '' && { search: { text } }) };
          const tests = [...chosen.filter(isOfRow).map((filter) => filterTest(filter, CONTEXT))];
          if (text !== '') tests.push(searchTest({ text }));
          const expected = [...rows.keys()].filter((row) => tests.every((test) => test(rows[row]!)));
          const { output, news } = await looked(id, view, workers);
          expect(output.count).toBe(expected.length);
          expect(output.positions && [...output.positions]).toEqual(tests.length === 0 ? null : expected);
          if (tests.length > 0) expect(news.flatMap(({ positions }) => [...positions])).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('puts rows in order by a column, a length and the tokens', async () => {
    const { id } = await importRows(['{"a":"bb b"}', '{"a":"a"}', '{}', '{"a":"ccc"}']);
    const by = async (sort: View['sort']) => [...((await looked(id, { filters: [], sort })).output.positions ?? [])];
    expect(await by({ by: 'text', of: 'a', direction: 'ascending' })).toEqual([1, 0, 3, 2]);
    expect(await by({ by: 'text', of: 'a', direction: 'descending' })).toEqual([3, 0, 1, 2]);
    expect(await by({ by: 'words', of: { role: 'input' }, direction: 'descending' })).toEqual([0, 1, 3, 2]);
    expect(await by({ by: 'tokens', of: '', direction: 'descending' })).toEqual([0, 1, 3, 2]);
    const narrowed: View = {
      filters: [{ on: 'empty', of: 'a', exclude: true }],
      sort: { by: 'characters', of: 'a', direction: 'descending' },
    };
    expect([...((await looked(id, narrowed)).output.positions ?? [])]).toEqual([0, 3, 1]);
  });

  it('finds duplicates, files, marks and changed rows', async () => {
    const first = await importRows(['{"a":"x"}', '{"a":"y"}', '{ "a": "x" }', '{"a":"z"}']);
    expect(await positionsOf(first.id, { on: 'duplicate' })).toEqual([2]);
    expect(await positionsOf(first.id, { on: 'duplicate', exclude: true })).toEqual([0, 1, 3]);
    expect(await positionsOf(first.id, { on: 'file', files: ['test.jsonl'] })).toHaveLength(4);
    expect(await positionsOf(first.id, { on: 'file', files: ['other'] })).toEqual([]);
    expect(await positionsOf(first.id, { on: 'mark', mark: 'none', values: [] })).toEqual([]);
    const edited = await editRow(first.datasetId, 1, '{"a":"y"}', '{"a":"changed"}');
    if (!edited.ok) throw new Error('the edit failed');
    const { seq } = (await getDataset(first.datasetId))!;
    const rows = Uint32Array.of(0, 3);
    const marked = await setMark(first.datasetId, seq, {
      name: 'triage',
      dictionary: ['good', 'bad'],
      rows,
      values: Uint16Array.of(1, 2),
    });
    if (!marked.ok) throw new Error('the mark failed');
    const { id } = marked.value;
    expect(await positionsOf(id, { on: 'mark', mark: 'triage', values: [] })).toEqual([0, 3]);
    expect(await positionsOf(id, { on: 'mark', mark: 'triage', values: ['bad'] })).toEqual([3]);
    expect(await positionsOf(id, { on: 'mark', mark: 'triage', values: ['bad'], exclude: true })).toEqual([0, 1, 2]);
    expect(await positionsOf(id, { on: 'changed' })).toEqual([1]);
    expect(await positionsOf(id, { on: 'changed', version: 2 })).toEqual([1]);
    expect(await positionsOf(id, { on: 'changed', version: 3 })).toEqual([]);
  });
});

it('profiles columns once, and then finds the profile in the store', async () => {
  const { id } = await importRows(ROWS, { blockBytes: 300 });
  const input = { versionId: id, of: ['a', 'b', { role: 'input' as const }] };
  const first = await runInNode(profile, input);
  const second = await runInNode(profile, input);
  if (!first.ok || !second.ok) throw new Error('the profile failed');
  expect(first.value.progress.at(-1)).toMatchObject({ done: ROWS.length });
  expect(second.value.progress).toEqual([]);
  expect(second.value.led.output).toEqual(first.value.led.output);
  const [a, b, input_] = first.value.led.output;
  expect(a).toMatchObject({ of: 'a', rows: 90, empty: 20, numeric: false });
  expect(a?.values).toHaveLength(7);
  expect(b).toMatchObject({ numeric: true, range: { min: 0, max: 6 } });
  expect(input_?.lengths).toEqual(a?.lengths);
});
