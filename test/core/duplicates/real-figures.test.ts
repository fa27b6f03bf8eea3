import { parse } from 'papaparse';
import { expect, it } from 'vitest';
import { keepOrder, listGroups } from '../../../src/core/duplicates/group-rows.ts';
import type { KnownDuplicates } from '../../../src/core/duplicates/duplicate-kinds.ts';
import type { Json } from '../../../src/core/json.ts';
import { Row } from '../../../src/core/row/row.ts';
import { findLeaks } from '../../../src/core/split/leaks.ts';
import { knownDuplicates } from '../../support/known-duplicates.ts';
import { describeShared, type SharedFiles } from '../../support/real-files.ts';

const ALPACA = {
  columns: ['instruction', 'input', 'output'],
  mapping: { input: null, output: null },
  format: 'alpaca',
};
const BOTH = [{ role: 'input' }, { role: 'output' }] as const;

/** Groups of a kind, and the rows that they would lose. */
async function countOf(
  rows: readonly Row[],
  kind: 'exact' | 'normalised' | 'contradictions',
): Promise<{ groups: number; removed: number }> {
  const known: KnownDuplicates = await knownDuplicates(rows, ALPACA, BOTH);
  const groups = known.groups(kind, 1, keepOrder(rows.length, 'first', known.lengths));
  const listed = [...listGroups(groups).values()];
  return { groups: listed.length, removed: listed.reduce((sum, { length }) => sum + length - 1, 0) };
}

function readRows(files: SharedFiles, name: string): Row[] {
  // The cast: the catalogue says that these files are lists.
  return (files.json(name) as Json[]).map((row) => new Row(JSON.stringify(row)));
}

function csvRows(files: SharedFiles, name: string): Row[] {
  const text = new TextDecoder().decode(files.bytes(name));
  const rows = parse<Record<'text' | 'category', string>>(text, { header: true, skipEmptyLines: true }).data;
  return rows.map((row) => new Row(JSON.stringify(row)));
}

// By CATALOGUE.md
describeShared('llms-from-scratch', (files) => {
  it('has 20 repeated prompts with 25 extra rows, all of them contradictory', async () => {
    const rows = readRows(files, 'instruction-data.json');
    expect(await countOf(rows, 'contradictions')).toEqual({ groups: 20, removed: 25 });
    expect(await countOf(rows, 'exact')).toEqual({ groups: 0, removed: 0 });
  });
});

describeShared('llama-factory', (files) => {
  it('has 2 contradictory prompts in identity.json, and 14 duplicates in alpaca_en_demo.json', async () => {
    expect(await countOf(readRows(files, 'identity.json'), 'contradictions')).toMatchObject({ groups: 2 });
    expect(await countOf(readRows(files, 'alpaca_en_demo.json'), 'exact')).toMatchObject({ removed: 14 });
  });
});

describeShared('banking77', (files) => {
  it('shares no row of training and test as it is, and 7 apart from case and spacing', async () => {
    const [train, test] = [csvRows(files, 'train.csv'), csvRows(files, 'test.csv')];
    const context = { columns: ['text', 'category'], mapping: { input: 'text', output: null, label: 'category' } };
    const known = await knownDuplicates([...train, ...test], context, [{ role: 'input' }]);
    const sides = new Uint8Array(train.length + test.length).fill(1).fill(2, train.length);
    const leaks = findLeaks(known, sides, 0.8);
    expect(leaks.filter(({ kind }) => kind === 'exact')).toEqual([]);
    expect(leaks.filter(({ kind }) => kind === 'normalised')).toHaveLength(7);
    expect(leaks.every(({ row, twin }) => row >= train.length && twin < train.length)).toBe(true);
  });
});
