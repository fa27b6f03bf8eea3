import '../../../support/fake-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { newestStep } from '../../../../src/core/steps/index.ts';
import type { ComparedRow, ComparisonKind } from '../../../../src/core/version/comparison.ts';
import type { RecipeStep } from '../../../../src/core/version/version.ts';
import comparePass from '../../../../workers/rows/passes/compare.ts';
import { runInNode } from '../../../support/run-in-node.ts';
import { applySteps, emptyDatabase, importRows, readRows } from '../../../support/stored.ts';

const step = (id: string, params: RecipeStep['params'] = {}): RecipeStep => ({
  ...{ step: id, version: newestStep(id)?.version ?? 1, params },
});

const ROWS = Array.from({ length: 60 }, (_, index) => {
  const text = index % 5 === 0 ? '' : index % 3 === 0 ? ` word ${index} ` : `word ${index % 20} and more`;
  return JSON.stringify({ a: text });
});

async function compare(before: string, after: string) {
  const ran = await runInNode(comparePass, { before, after });
  if (!ran.ok) throw new Error(ran.failure.kind);
  const { output, actions } = ran.value.led;
  const pageOf = async (kind: ComparisonKind): Promise<readonly ComparedRow[]> => {
    const rows: ComparedRow[] = [];
    while (rows.length < output[kind]) {
      const page = await actions?.page({ kind, from: rows.length, count: 7 });
      if (!page?.ok || page.value.length === 0) throw new Error('no page');
      rows.push(...page.value);
    }
    return rows;
  };
  return {
    counts: output,
    changed: await pageOf('changed'),
    removed: await pageOf('removed'),
    added: await pageOf('added'),
  };
}

/** What is different by the rows themselves: here each has an origin of its own. */
async function difference(before: string, after: string) {
  const [old, young] = [await readRows(before), await readRows(after)];
  const placeOf = new Map(old.map(({ origin }, position) => [origin, position]));
  const left = new Set(young.map(({ origin }) => origin));
  return {
    changed: young.flatMap(({ row, origin }, position) => {
      const was = old[placeOf.get(origin) ?? -1];
      return was && !was.row.equals(row) ? [position] : [];
    }),
    removed: old.flatMap(({ origin }, position) => (left.has(origin) ? [] : [position])),
    added: young.flatMap(({ origin }, position) => (placeOf.has(origin) ? [] : [position])),
  };
}

beforeEach(emptyDatabase);

describe('two versions that are compared', () => {
  it.each([
    ['nothing', []],
    ['changed rows', [step('trim-whitespace')]],
    ['removed rows', [step('drop-empty-rows')]],
    ['both', [step('trim-whitespace'), step('drop-empty-rows'), step('remove-duplicates')]],
    ['another order', [step('shuffle-rows', { seed: 5 })]],
  ])('differ by %s, in either direction', async (_, steps) => {
    const base = await importRows(ROWS);
    const { version } = await applySteps(base.id, steps);
    for (const [one, other] of [
      [base.id, version.id],
      [version.id, base.id],
    ] as const) {
      const found = await compare(one, other);
      const wanted = await difference(one, other);
      expect(found.changed.map(({ position }) => position)).toEqual(wanted.changed);
      expect(found.removed.map(({ position }) => position)).toEqual(wanted.removed);
      expect(found.added.map(({ position }) => position)).toEqual(wanted.added);
      expect(found.counts.reordered).toBe(steps[0]?.step === 'shuffle-rows');
    }
  });

  it('show of a changed row what is different, and of another one what it says', async () => {
    const base = await importRows(['{"a":" x "}', '{"a":""}', '{"a":"y"}']);
    const { version } = await applySteps(base.id, [step('trim-whitespace'), step('drop-empty-rows')]);
    const { changed, removed } = await compare(base.id, version.id);
    expect(changed.map(({ changes }) => changes?.fields.map(({ name }) => name))).toEqual([['a']]);
    expect(removed).toHaveLength(1);
    const { added } = await compare(version.id, base.id);
    expect(added.map(({ position }) => position)).toEqual([1]);
  });

  it('fail where one of them is not stored any more', async () => {
    const base = await importRows(ROWS);
    const ran = await runInNode(comparePass, { before: base.id, after: 'gone' });
    expect(ran).toEqual({ ok: false, failure: { kind: 'storage-lost', what: 'this version' } });
  });
});
