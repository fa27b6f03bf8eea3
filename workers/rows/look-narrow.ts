import { findAnalysis } from '../../src/core/analyses/index.ts';
import type { Analysis } from '../../src/core/analyses/analysis.ts';
import { KEY_WORDS, KeyIndex } from '../../src/core/duplicates/key-index.ts';
import { markOrder } from '../../src/core/view/mark-order.ts';
import type { SortKeys } from '../../src/core/view/sort-keys.ts';
import type { Filter } from '../../src/core/view/view.ts';
import { numberTest, type WordOf, wordOfFilter } from '../../src/core/view/word-tests.ts';
import { type AnalysedVersion, readWords } from '../../src/store/analyses/read-analysis.ts';
import { readOrigins } from '../../src/store/rows/list-parts.ts';
import { readMark } from '../../src/store/versions/mark-segments.ts';
import { readSources, writtenBy } from '../../src/store/versions/row-facts.ts';
import type { OpenedVersion } from './open-version.ts';

/** Rows whose words are read at a time: the first answer comes after as many. */
const CHUNK = 65_536;

/** The analyses that a question is answered by. */
export function analysisOf({ analysis: id }: Pick<WordOf, 'analysis'>): Analysis {
  const analysis = findAnalysis(id);
  if (!analysis) throw new Error(`analysis ${id} is not one of this program`);
  return analysis;
}

/** The analysis that a filter needs; null where it is answered without one. */
export function analysisOfFilter(filter: Filter): Analysis | null {
  if (filter.on === 'duplicate') return analysisOf({ analysis: 'row-hash' });
  const word = wordOfFilter(filter);
  return word && analysisOf(word);
}

/**
 * Clears in `left` (1 for each row that is still in) the rows that filters rule out which read no row: by what their
 * analyses say, by where rows come from, by their marks and ids. `onRows` gets each stretch of positions that is settled, in
 * their order. Filters that rows must answer are passed over.
 */
export async function narrow(
  opened: OpenedVersion,
  filters: readonly Filter[],
  left: Uint8Array,
  onRows: (from: number, to: number) => void,
): Promise<void> {
  for (const filter of filters) await narrowWhole(opened, filter, left);
  const tests = filters.flatMap((filter) => {
    const word = wordOfFilter(filter);
    return word ? [{ word, analysis: analysisOf(word), test: numberTest(filter) }] : [];
  });
  const analyses = [...new Set(tests.map(({ analysis }) => analysis))];
  for (let from = 0; from < left.length; from += CHUNK) {
    const to = Math.min(left.length, from + CHUNK);
    for (const analysis of analyses) {
      const { words } = await readWords(opened.version, analysis, from, to - from);
      for (const { word, test } of tests.filter((each) => each.analysis === analysis)) {
        for (let row = 0; row < to - from; row++) {
          if (left[from + row] === 1 && !test(words[row * analysis.words + word.at] ?? 0)) left[from + row] = 0;
        }
      }
    }
    onRows(from, to);
  }
}

/** One number of an analysis for each of these positions. */
export async function readNumbers(
  version: AnalysedVersion,
  word: WordOf,
  positions: Uint32Array,
): Promise<Uint32Array> {
  const analysis = analysisOf(word);
  const numbers = new Uint32Array(positions.length);
  let at = 0;
  while (at < positions.length) {
    const from = positions[at] ?? 0;
    const { words } = await readWords(version, analysis, from, CHUNK);
    for (; at < positions.length && (positions[at] ?? 0) < from + CHUNK; at++) {
      numbers[at] = words[((positions[at] ?? 0) - from) * analysis.words + word.at] ?? 0;
    }
  }
  return numbers;
}

/** What rows at these positions are sorted by where that is a value of a mark; those that have none come last. */
export async function markKeys(
  { version, list, reader }: OpenedVersion,
  name: string,
  positions: Uint32Array,
): Promise<SortKeys> {
  const mark = version.marks.find((each) => each.name === name);
  const codeOf = mark ? await readMark(mark) : () => 0;
  const origins = await readOrigins(reader, list.slices(0, list.count));
  const codes = Uint32Array.from(positions, (position) => codeOf(origins[position] ?? 0));
  const places = markOrder(mark?.dictionary ?? []);
  const missing = Uint8Array.from(codes, (code) => (code === 0 ? 1 : 0));
  return { width: 1, first: 0, last: 1, words: codes.map((code) => places[code] ?? 0), missing, numeric: false };
}

/** Filters that look at the whole list at once. */
async function narrowWhole(opened: OpenedVersion, filter: Filter, left: Uint8Array): Promise<void> {
  const test = await wholeTest(opened, filter, left.length);
  if (!test) return;
  const wanted = filter.exclude !== true;
  for (let position = 0; position < left.length; position++) if (test(position) !== wanted) left[position] = 0;
}

async function wholeTest(
  { version, list, reader }: OpenedVersion,
  filter: Filter,
  count: number,
): Promise<((position: number) => boolean) | null> {
  const origins = (): Promise<Uint32Array> => readOrigins(reader, list.slices(0, count));
  switch (filter.on) {
    case 'duplicate': {
      const { words } = await readWords(version, analysisOf({ analysis: 'row-hash' }), 0, count);
      const index = new KeyIndex(words, words.length / KEY_WORDS);
      // Asked in the order of the list, so that the first of each group is found first.
      return (position) => index.findOrAdd(position) !== position;
    }
    case 'file': {
      const [all, sources] = [await origins(), await readSources(version.datasetId)];
      const files = new Set(filter.files);
      return (position) => files.has(sources.fileOf(all[position] ?? 0));
    }
    case 'mark': {
      const mark = version.marks.find(({ name }) => name === filter.mark);
      if (!mark) return () => false;
      const [all, codeOf] = [await origins(), await readMark(mark)];
      const values = new Set(filter.values);
      const wanted = mark.dictionary.map((value) => values.size === 0 || values.has(value));
      return (position) => wanted[codeOf(all[position] ?? 0) - 1] ?? false;
    }
    case 'changed': {
      const ids = await list.ids(0, count);
      if (filter.version !== undefined) {
        const isWritten = await writtenBy(version, filter.version);
        return (position) => isWritten(ids[position] ?? 0);
      }
      const all = await origins();
      return (position) => ids[position] !== all[position];
    }
    default:
      return null;
  }
}
