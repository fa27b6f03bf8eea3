import { comparedText } from '../../src/core/duplicates/compared-text.ts';
import {
  DUPLICATE_KINDS,
  DUPLICATE_WORDS,
  FIXED_WORDS,
  surveyDuplicates,
  type Surveys,
} from '../../src/core/duplicates/duplicate-kinds.ts';
import { NearText } from '../../src/core/duplicates/near/near-text.ts';
import { SIGNATURE_WORDS, signatureWords, Sketches } from '../../src/core/duplicates/near/sketch.ts';
import { ShingleCounts } from '../../src/core/duplicates/near/shared-template.ts';
import type { Survey, TextChoice } from '../../src/core/recipe/step.ts';
import type { RowRange } from '../../src/core/version/segments.ts';
import { passRows } from '../../src/store/rows/pass-rows.ts';
import type { OpenedVersion } from './open-version.ts';
import type { Shingles, ShingleTask } from './shingled-pairs.ts';

const ALL_KINDS = new Set(DUPLICATE_KINDS);

/** What the survey of neighbouring rows found. */
export interface SurveyedRange {
  /** `FIXED_WORDS` of each row. */
  readonly words: Uint32Array;
  /** One row's behind another's, each as long as it is. */
  readonly signatures: Uint32Array;
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
    const read = new Uint32Array(DUPLICATE_WORDS);
    const words = new Uint32Array(count * FIXED_WORDS);
    const signatures = new Uint32Array(count * SIGNATURE_WORDS);
    const origins = new Uint32Array(count);
    const width = extra?.words ?? 0;
    const extras = new Uint32Array(count * width);
    let [at, end] = [0, 0];
    for await (const part of passRows(reader, list.slices(from, count))) {
      part.each((row, _, origin) => {
        survey.read(row, read, 0);
        words.set(read.subarray(0, FIXED_WORDS), at * FIXED_WORDS);
        const size = signatureWords(read, 0);
        signatures.set(read.subarray(FIXED_WORDS, FIXED_WORDS + size), end);
        end += size;
        extra?.read(row, extras, at * width);
        origins[at++] = origin;
      });
    }
    return { words, signatures: signatures.slice(0, end), origins, extras };
  }

  /** The shingles of rows by their positions, which are counted on through all versions. */
  async shingles({ rows, room }: ShingleTask): Promise<Shingles> {
    this.#ids ??= Promise.all(this.#opened.map(({ list }) => list.ids(0, list.count)));
    const all = await this.#ids;
    const shingles = new Float64Array(room);
    const ends = new Uint32Array(rows.length);
    let [before, at, end] = [0, 0, 0];
    for (const [index, { list, reader }] of this.#opened.entries()) {
      const near = this.#near[index];
      const own = rows.filter((position) => position >= before && position < before + list.count);
      const ids = own.map((position) => all[index]?.[position - before] ?? 0);
      for await (const part of passRows(reader, [{ ids, count: ids.length }])) {
        part.each((row) => {
          const found = near?.of(row) ?? new Float64Array(0);
          shingles.set(found, end);
          ends[at++] = end += found.length;
        });
      }
      before += list.count;
    }
    return { shingles, ends };
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

/** The surveys of all rows, put together as they come. */
export class JoinedSurveys implements Surveys {
  readonly words: Uint32Array;
  readonly width = FIXED_WORDS;
  readonly origins: Uint32Array;
  readonly extras: Uint32Array;
  readonly #count: number;
  readonly #extraWidth: number;
  #signatures = new Uint32Array(0);
  #end = 0;
  readonly #starts: Uint32Array;

  /** `extraWidth`: words of each row beside those that duplicates are found by. */
  constructor(count: number, extraWidth = 0) {
    this.words = new Uint32Array(count * FIXED_WORDS);
    this.origins = new Uint32Array(count);
    this.extras = new Uint32Array(count * extraWidth);
    this.#count = count;
    this.#extraWidth = extraWidth;
    this.#starts = new Uint32Array(count);
  }

  /** Of the rows that are there. */
  get sketches(): Sketches {
    return Sketches.apart(this.words, this.width, this.#signatures, this.#starts);
  }

  /** `from`: the position of the first of the rows. */
  put({ words, signatures, origins, extras }: SurveyedRange, from: number): void {
    this.words.set(words, from * FIXED_WORDS);
    this.origins.set(origins, from);
    this.extras.set(extras, from * this.#extraWidth);
    this.#makeRoom(signatures.length, origins.length);
    this.#signatures.set(signatures, this.#end);
    for (let row = 0; row < origins.length; row++) {
      this.#starts[from + row] = this.#end;
      this.#end += signatureWords(words, row * FIXED_WORDS);
    }
  }

  /** The first rows tell how much all will need. */
  #makeRoom(more: number, rows: number): void {
    if (this.#end + more <= this.#signatures.length) return;
    const all = this.#end === 0 ? (more / rows) * this.#count : this.#end * 1.2;
    const larger = new Uint32Array(Math.ceil(Math.max(all * 1.05, this.#end + more)));
    larger.set(this.#signatures.subarray(0, this.#end));
    this.#signatures = larger;
  }
}
