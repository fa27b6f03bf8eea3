import { analysisContext } from '../../../src/core/analyses/analysis.ts';
import { ok, type Result } from '../../../src/core/failure.ts';
import { cutRanges, idsOfRun, joinIds, rowsPerTask } from '../../../src/core/version/segments.ts';
import { joinKeys, SortKeyBuilder, type SortKeys, textWords } from '../../../src/core/view/sort-keys.ts';
import { sortRows } from '../../../src/core/view/sort-rows.ts';
import { isOfRow, rowTest } from '../../../src/core/view/test-row.ts';
import type { Sort, View } from '../../../src/core/view/view.ts';
import { wordOfFilter, wordOfSort } from '../../../src/core/view/word-tests.ts';
import { makeAnalyses } from '../../../src/store/analyses/make-analysis.ts';
import { type MissingBlock, missingBlocks } from '../../../src/store/analyses/read-analysis.ts';
import { passRows } from '../../../src/store/rows/pass-rows.ts';
import { definePass, type Pause, type Team } from '../define-pass.ts';
import { analysisOf, analysisOfFilter, markKeys, narrow, readNumbers } from '../look-narrow.ts';
import { type OpenedVersion, openVersion } from '../open-version.ts';

export interface LookInput {
  readonly versionId: string;
  readonly view: View;
}

/** What a view shows of a version. */
export interface Looked {
  /** In the order of the view; null where all rows are shown in their own order. */
  readonly positions: Uint32Array | null;
  readonly count: number;
}

/** Before the end: rows that were found next, ascending and without gaps in what was looked at. Of a sorted view only how many. */
export interface LookNews {
  readonly positions: Uint32Array;
  readonly count: number;
}

type LookTask =
  | { readonly kind: 'make'; readonly block: MissingBlock }
  /** `asked`: 1 for each of the rows that is still in question; null for all of them. */
  | { readonly kind: 'rows'; readonly from: number; readonly count: number; readonly asked: Uint8Array | null };

type LookPart = number | { readonly found: Uint32Array; readonly keys: SortKeys | null };

/**
 * The rows of a view, in its order. What analyses, marks, files and ids can answer reads no row: their words alone, in chunks
 * of which each is news. What is left of the rows is read once, for the conditions on texts and for the keys of the sort.
 */
export default definePass({
  id: 'look',

  async open({ versionId, view }: LookInput) {
    const opened = await openVersion(versionId);
    if (!opened.ok) return opened;
    const { version, list, reader } = opened.value;
    const test = rowTest(viewOfRows(view), version);
    const sort = view.sort && needsRows(view.sort) ? view.sort : null;
    const run = async (task: LookTask, _: unknown, pause: Pause): Promise<Result<LookPart>> => {
      if (task.kind === 'make') return ok(await makeAnalyses(version, neededAnalyses(view), [task.block], pause));
      const { from, count, asked } = task;
      const keys = sort && new SortKeyBuilder(sort, textWords(version.rowCount), version);
      const found: number[] = [];
      let position = from;
      for await (const part of passRows(reader, list.slices(from, count))) {
        part.each((row) => {
          if ((asked === null || asked[position - from] === 1) && (test === null || test(row))) {
            found.push(position);
            keys?.add(row);
          }
          position++;
        });
      }
      return ok({ found: Uint32Array.from(found), keys: keys?.finish() ?? null });
    };
    return ok({ run });
  },

  async lead({ versionId, view }, team: Team<LookTask, LookPart, LookNews>): Promise<Result<{ output: Looked }>> {
    const opened = await openVersion(versionId);
    if (!opened.ok) return opened;
    const made = await makeMissing(opened.value, view, team);
    if (!made.ok) return made;
    const { version } = opened.value;
    const { sort } = view;
    const isRead = rowTest(viewOfRows(view), analysisContext(version)) !== null;
    const tell = (positions: Uint32Array, count: number): void => {
      team.tell({ positions: sort ? new Uint32Array(0) : positions, count });
    };
    const inAnyCase = await lookWithoutRows(opened.value, view, isRead ? () => undefined : tell);
    const isReadToSort = sort !== undefined && needsRows(sort);
    if (!isRead && !isReadToSort) {
      const positions = inAnyCase ?? idsOfRun(0, version.rowCount);
      const keys = sort ? await keysOf(opened.value, sort, positions) : null;
      return ok({ output: order(inAnyCase, positions, keys, view) });
    }
    const read = await readRows(opened.value, inAnyCase, team, isRead ? tell : () => undefined);
    if (!read.ok) return read;
    const found = joinIds(read.value.map((part) => part.found));
    if (!sort) return ok({ output: { positions: found, count: found.length } });
    const keys = !isReadToSort
      ? await keysOf(opened.value, sort, found)
      : joinKeys(read.value.flatMap((part) => (part.keys ? [part.keys] : [])));
    return ok({ output: order(found, found, keys, view) });
  },

  moves: (part) => {
    if (typeof part === 'number') return [];
    return part.keys ? [part.found, part.keys.words, part.keys.missing] : [part.found];
  },
});

/** Whether a sort goes by what only the rows say. */
function needsRows(sort: Sort): boolean {
  return sort.by !== 'mark' && wordOfSort(sort) === null;
}

/** Of a sort that needs no rows. */
async function keysOf(opened: OpenedVersion, sort: Sort, positions: Uint32Array): Promise<SortKeys> {
  const word = wordOfSort(sort);
  if (word) return numberKeys(await readNumbers(opened.version, word, positions));
  return markKeys(opened, typeof sort.of === 'string' ? sort.of : '', positions);
}

/** Only what rows must answer. */
function viewOfRows({ search, filters }: View): View {
  return { search, filters: filters.filter((filter) => isOfRow(filter) && wordOfFilter(filter) === null) };
}

function neededAnalyses({ filters, sort }: View) {
  const word = sort ? wordOfSort(sort) : null;
  const needed = [...filters.map(analysisOfFilter), word && analysisOf(word)];
  return [...new Set(needed.filter((analysis) => analysis !== null))];
}

async function makeMissing(
  { version }: OpenedVersion,
  view: View,
  team: Team<LookTask, LookPart, LookNews>,
): Promise<Result<void>> {
  const needed = neededAnalyses(view);
  const missing = needed.length === 0 ? [] : await missingBlocks(version, needed);
  if (missing.length === 0) return ok(undefined);
  const rows = missing.reduce((sum, block) => sum + block.rows, 0);
  team.expect(rows, 'rows');
  return team.each(
    missing.map((block): LookTask => ({ kind: 'make', block })),
    { weigh: (task) => (task.kind === 'make' ? task.block.rows : 0), onPart: () => undefined },
  );
}

/** The ascending positions that filters leave which read no row; null where there are none such. */
async function lookWithoutRows(
  opened: OpenedVersion,
  { filters }: View,
  tell: (positions: Uint32Array, count: number) => void,
): Promise<Uint32Array | null> {
  const wordless = filters.filter((filter) => !isOfRow(filter) || wordOfFilter(filter) !== null);
  if (wordless.length === 0) return null;
  const left = new Uint8Array(opened.version.rowCount).fill(1);
  const found: Uint32Array[] = [];
  let count = 0;
  await narrow(opened, wordless, left, (from, to) => {
    const positions = idsOfRun(from, to - from).filter((position) => left[position] === 1);
    count += positions.length;
    found.push(positions);
    tell(positions, count);
  });
  return joinIds(found);
}

/** Reads the rows that are still in question, for conditions and keys. */
async function readRows(
  { version }: OpenedVersion,
  candidates: Uint32Array | null,
  team: Team<LookTask, LookPart, LookNews>,
  tell: (positions: Uint32Array, count: number) => void,
): Promise<Result<readonly Exclude<LookPart, number>[]>> {
  const tasks = readTasks(version, candidates);
  const parts: Exclude<LookPart, number>[] = [];
  let told = 0;
  let count = 0;
  team.expect(
    tasks.reduce((sum, task) => sum + weigh(task), 0),
    'rows',
  );
  const read = await team.each(tasks, {
    weigh,
    onPart: (part, index) => {
      if (typeof part === 'number') return;
      parts[index] = part;
      const from = told;
      while (parts[told]) told++;
      if (told === from) return;
      const next = joinIds(parts.slice(from, told).map(({ found }) => found));
      count += next.length;
      tell(next, count);
    },
  });
  return read.ok ? ok(parts) : read;
}

function readTasks(version: OpenedVersion['version'], candidates: Uint32Array | null): LookTask[] {
  const ranges = cutRanges(version.rowCount, rowsPerTask(version));
  if (candidates === null) return ranges.map((range) => ({ kind: 'rows', ...range, asked: null }));
  let at = 0;
  return ranges.flatMap(({ from, count }): LookTask[] => {
    const asked = new Uint8Array(count);
    const first = at;
    for (; at < candidates.length && (candidates[at] ?? 0) < from + count; at++)
      asked[(candidates[at] ?? 0) - from] = 1;
    return at === first ? [] : [{ kind: 'rows', from, count, asked }];
  });
}

function weigh(task: LookTask): number {
  return task.kind === 'rows' ? task.count : task.block.rows;
}

/** A number is there for every row. */
function numberKeys(words: Uint32Array): SortKeys {
  return { width: 1, first: 0, last: 1, words, missing: new Uint8Array(words.length), numeric: false };
}

/** `shown`: null where all rows are, so that an order that changes nothing costs nothing. */
function order(shown: Uint32Array | null, positions: Uint32Array, keys: SortKeys | null, { sort }: View): Looked {
  if (!sort || !keys) return { positions: shown, count: positions.length };
  const sorted = sortRows(keys, sort.direction).map((index) => positions[index] ?? 0);
  return { positions: sorted, count: sorted.length };
}
