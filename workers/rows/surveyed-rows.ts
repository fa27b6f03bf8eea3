import { comparedText } from '../../src/core/duplicates/compared-text.ts';
import { DUPLICATE_KINDS, DUPLICATE_WORDS, surveyDuplicates } from '../../src/core/duplicates/duplicate-kinds.ts';
import { NearText } from '../../src/core/duplicates/near/near-text.ts';
import { ShingleCounts } from '../../src/core/duplicates/near/shared-template.ts';
import { cutPairs } from '../../src/core/recipe/compare-pairs.ts';
import type { Survey, TextChoice } from '../../src/core/recipe/step.ts';
import { Row } from '../../src/core/row/row.ts';
import { joinIds, type RowRange } from '../../src/core/version/segments.ts';
import { passRows } from '../../src/store/rows/pass-rows.ts';
import type { OpenedVersion } from './open-version.ts';

const ALL_KINDS = new Set(DUPLICATE_KINDS);

/** Pairs whose rows a worker has in memory at once. */
const PAIRS_AT_ONCE = 8_192;

/** What the survey of neighbouring rows found. */
export interface SurveyedRange {
  readonly words: Uint32Array;
  readonly origins: Uint32Array;
  /** What else was read of each row. */
  readonly extras: Uint32Array;
}

/** Reads more words of each row on the way. */
export type Extra = Pick<Survey, 'words' | 'read'>;

/** Rows of one version that are looked at for duplicates, or of several, one behind another. */
export class SurveyedVersions {
  readonly #opened: readonly OpenedVersion[];
  readonly #near: readonly NearText[];
  readonly #choices: readonly TextChoice[];
  #ids: Promise<readonly Uint32Array[]> | undefined;

  constructor(opened: readonly OpenedVersion[], choices: readonly TextChoice[], ignored: readonly number[]) {
    this.#opened = opened;
    this.#choices = choices;
    this.#near = opened.map(({ version }) => new NearText(comparedText(choices, version), ignored));
  }

  /** Reads what duplicates are found by from rows of the version of this index. */
  async survey(index: number, { from, count }: RowRange, extra?: Extra): Promise<SurveyedRange> {
    const opened = this.#opened[index];
    const near = this.#near[index];
    if (!opened || !near) throw new Error(`version ${index} is not open`);
    const { version, list, reader } = opened;
    const survey = surveyDuplicates(this.#choices, version, near, ALL_KINDS);
    const words = new Uint32Array(count * DUPLICATE_WORDS);
    const origins = new Uint32Array(count);
    const width = extra?.words ?? 0;
    const extras = new Uint32Array(count * width);
    let at = 0;
    for await (const part of passRows(reader, list.slices(from, count))) {
      part.each((row, _, origin) => {
        survey.read(row, words, at * DUPLICATE_WORDS);
        extra?.read(row, extras, at * width);
        origins[at++] = origin;
      });
    }
    return { words, origins, extras };
  }

  /** How alike pairs of rows are: positions, counted on through all versions. */
  async alike(pairs: Uint32Array): Promise<Float64Array> {
    const rows = await this.#read(Uint32Array.from(new Set(pairs)).sort());
    return Float64Array.from({ length: pairs.length / 2 }, (_, at) => {
      const [one, other] = [rows.get(pairs[at * 2] ?? 0), rows.get(pairs[at * 2 + 1] ?? 0)];
      if (!one || !other) throw new Error('a row of a pair was not read');
      return one.near.alikeTo(one.row, other.near, other.row);
    });
  }

  /** Rows by their positions, each with what cuts its version's texts into shingles. */
  async #read(positions: Uint32Array): Promise<Map<number, { readonly row: Row; readonly near: NearText }>> {
    this.#ids ??= Promise.all(this.#opened.map(({ list }) => list.ids(0, list.count)));
    const all = await this.#ids;
    const found = new Map<number, { readonly row: Row; readonly near: NearText }>();
    let before = 0;
    for (const [index, { list, reader }] of this.#opened.entries()) {
      const near = this.#near[index];
      const own = positions.filter((position) => position >= before && position < before + list.count);
      const ids = own.map((position) => all[index]?.[position - before] ?? 0);
      // A list may have a row twice, and is read in the order of its blocks.
      const sorted = Uint32Array.from(new Set(ids)).sort();
      const texts = new Map<number, Row>();
      for await (const part of passRows(reader, [{ ids: sorted, count: sorted.length }])) {
        part.each(({ text }, id) => texts.set(id, new Row(text)));
      }
      for (const [at, position] of own.entries()) {
        const row = texts.get(ids[at] ?? 0);
        if (row && near) found.set(position, { row, near });
      }
      before += list.count;
    }
    return found;
  }
}

/** Shingles that a sample of a version's rows share more often than this share, the most frequent first. */
export async function findTemplate(
  { version, list, reader }: OpenedVersion,
  choices: readonly TextChoice[],
  share: number,
): Promise<number[]> {
  const near = new NearText(comparedText(choices, version));
  const counts = new ShingleCounts();
  for (const slice of sampleRanges(version.rowCount)) {
    for await (const part of passRows(reader, list.slices(slice.from, slice.count))) {
      part.each((row) => {
        counts.add(near.of(row));
      });
    }
  }
  return counts.above(share);
}

/** Ten stretches of a version, evenly spread, of 2,000 rows in all; the whole of a small one. */
function sampleRanges(rows: number): RowRange[] {
  if (rows <= 2_000) return [{ from: 0, count: rows }];
  return Array.from({ length: 10 }, (_, part) => ({ from: Math.floor((part * rows) / 10), count: 200 }));
}

/** Cuts pairs into tasks, and puts what was found of them in their order. */
export function pairTasks(pairs: Uint32Array): {
  readonly tasks: readonly Uint32Array[];
  readonly join: (parts: readonly Float64Array[]) => Float64Array;
} {
  const cut = cutPairs(pairs, PAIRS_AT_ONCE);
  return {
    tasks: cut.map((task) => task.pairs),
    join(parts) {
      const found = new Float64Array(pairs.length / 2);
      for (const [index, { places }] of cut.entries()) {
        for (const [at, place] of places.entries()) found[place] = parts[index]?.[at] ?? 0;
      }
      return found;
    },
  };
}

/** The surveys of ranges as one. */
export function joinSurveys(parts: readonly SurveyedRange[]): SurveyedRange {
  return {
    words: joinIds(parts.map(({ words }) => words)),
    origins: joinIds(parts.map(({ origins }) => origins)),
    extras: joinIds(parts.map(({ extras }) => extras)),
  };
}
