import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countRows, cutTasks, joinIds, PageBuilder, type PageDraft, toSlice } from '../../src/core/pages.ts';
import { PAGE_ROWS } from '../../src/core/version.ts';

const run = fc.record({ first: fc.nat(1e6), count: fc.integer({ min: 0, max: 140_000 }) });
const ids = fc
  .array(fc.record({ first: fc.nat(1e6), count: fc.integer({ min: 1, max: 3_000 }) }), { maxLength: 20 })
  .map((runs) => joinIds(runs.map(range)));

function range({ first, count }: { readonly first: number; readonly count: number }): Uint32Array {
  return Uint32Array.from({ length: count }, (_, index) => first + index);
}

/** What a page holds; stored pages are looked up by their name. */
function idsOf(page: PageDraft, stored: ReadonlyMap<string, Uint32Array> = new Map()): Uint32Array {
  if ('ids' in page) return page.ids;
  return 'page' in page ? stored.get(page.page)! : range(page);
}

/** `toEqual` takes seconds on arrays as long as these. */
function expectSame(found: Uint32Array, wanted: Uint32Array): void {
  expect(found.length).toBe(wanted.length);
  expect(found.findIndex((id, index) => id !== wanted[index])).toBe(-1);
}

describe('PageBuilder', () => {
  it('keeps every id in order, whatever is added or shared, in pages within the limit', () => {
    const call = fc.oneof(
      fc.record({ add: ids }),
      fc.record({ share: run }),
      fc.record({ stored: fc.uniqueArray(fc.nat(1e6), { minLength: 1, maxLength: 50 }) }),
    );
    fc.assert(
      fc.property(fc.array(call, { maxLength: 12 }), (calls) => {
        const stored = new Map<string, Uint32Array>();
        const builder = new PageBuilder();
        const wanted = calls.map((entry, index) => {
          if ('add' in entry) {
            builder.add(entry.add);
            return entry.add;
          }
          if ('share' in entry) {
            builder.share(entry.share);
            return range(entry.share);
          }
          const page = Uint32Array.from(entry.stored);
          stored.set(String(index), page);
          builder.share({ page: String(index), count: page.length });
          return page;
        });
        const pages = builder.finish();
        for (const page of pages) {
          expect(page.count).toBeGreaterThan(0);
          expect(page.count).toBeLessThanOrEqual(PAGE_ROWS);
          expect(idsOf(page, stored).length).toBe(page.count);
        }
        expectSame(joinIds(pages.map((page) => idsOf(page, stored))), joinIds(wanted));
      }),
      { numRuns: 60 },
    );
  });

  it('shares pages as they are', () => {
    const builder = new PageBuilder();
    const page = { page: 'p', count: 7 };
    const run = { first: 5, count: 9 };
    builder.share(page);
    builder.share(run);
    expect(builder.finish()).toEqual([page, run]);
    expect(builder.finish()[0]).toBe(page);
  });

  it('keeps long runs of neighbours as runs, and joins short ones into one page', () => {
    const builder = new PageBuilder();
    builder.add(joinIds([range({ first: 0, count: 1_023 }), range({ first: 5_000, count: 1_024 })]));
    builder.add(Uint32Array.of(1, 3));
    builder.add(Uint32Array.of(5));
    const pages = builder.finish();
    expect(pages.map((page) => ('first' in page ? ['run', page.count] : ['ids', page.count]))).toEqual([
      ['ids', 1_023],
      ['run', 1_024],
      ['ids', 3],
    ]);
  });

  it('leaves no trail of tiny pages where a filter keeps a row here and there', () => {
    const builder = new PageBuilder();
    for (let task = 0; task < 1_000; task++) builder.add(Uint32Array.of(task * 5_000, task * 5_000 + 9));
    expect(builder.finish().length).toBeLessThanOrEqual(1);
  });

  it('cuts what is longer than a page', () => {
    const builder = new PageBuilder();
    builder.share({ first: 0, count: 2 * PAGE_ROWS + 1 });
    builder.add(Uint32Array.from({ length: PAGE_ROWS + 1 }, (_, index) => index * 2));
    expect(builder.finish().map(({ count }) => count)).toEqual([PAGE_ROWS, PAGE_ROWS, 1, PAGE_ROWS, 1]);
  });
});

describe('cutTasks', () => {
  it('keeps all pages whole and in order, with no more rows a task than asked where pages allow it', () => {
    fc.assert(
      fc.property(fc.array(run), fc.integer({ min: 1, max: 300_000 }), (pages, rows) => {
        const tasks = cutTasks(pages, rows);
        expect(tasks.flat()).toEqual(pages);
        for (const task of tasks) {
          expect(task.length).toBeGreaterThan(0);
          if (task.length > 1) expect(countRows(task)).toBeLessThanOrEqual(rows);
        }
      }),
    );
  });

  it('makes no task of nothing', () => {
    expect(cutTasks([], 10)).toEqual([]);
  });
});

describe('toSlice', () => {
  it('takes a page whole and leaves a part of one as it is', () => {
    expect(toSlice({ page: 'p', count: 9 })).toEqual({ page: 'p', from: 0, count: 9 });
    expect(toSlice({ page: 'p', from: 3, count: 2 })).toEqual({ page: 'p', from: 3, count: 2 });
    expect(toSlice({ first: 4, count: 2 })).toEqual({ first: 4, count: 2 });
  });
});
