import { fail, type Result } from '../../core/failure.ts';
import type { VersionInfo } from '../../core/version/version.ts';
import { database } from '../database.ts';
import { BlockReader } from '../rows/block-reader.ts';
import { readOrigins } from '../rows/list-parts.ts';
import { readMark } from './mark-segments.ts';
import { setMark } from './marks.ts';
import { RowList } from './row-list.ts';
import { loadVersion } from './versions.ts';

/** What somebody thinks of a row; null takes it back. */
export interface Judgement {
  /** In the head, from 0. */
  readonly position: number;
  readonly value: string | null;
}

/** Gives rows of the head their values of a mark, in one version. The last value that is named for a row counts. */
export async function judgeRows(
  datasetId: string,
  name: string,
  judgements: readonly Judgement[],
): Promise<Result<VersionInfo>> {
  const dataset = await database.datasets.get(datasetId);
  if (!dataset) return fail({ kind: 'head-moved' });
  const last = new Map(judgements.map(({ position, value }) => [position, value]));
  const rows = Uint32Array.from(last.keys()).sort();
  const dictionary = [...new Set([...last.values()].filter((value) => value !== null))];
  const codes = Uint16Array.from(rows, (row) => {
    const value = last.get(row) ?? null;
    return value === null ? 0 : dictionary.indexOf(value) + 1;
  });
  return setMark(datasetId, dataset.seq, { name, dictionary, rows, values: codes });
}

/** Rows that have a value of a mark. */
export interface Judged {
  /** Ascending. */
  readonly positions: Uint32Array;
  /** For each of them 1 + an index of `dictionary`. */
  readonly codes: Uint16Array;
  readonly dictionary: readonly string[];
}

/** The rows of a version that have a value of a mark. Reads the origins of all rows, where the version has the mark. */
export async function readJudged(versionId: string, name: string): Promise<Judged> {
  const version = await loadVersion(versionId);
  const mark = version.marks.find((each) => each.name === name);
  if (!mark) return { positions: new Uint32Array(), codes: new Uint16Array(), dictionary: [] };
  const codeOf = await readMark(mark);
  const list = new RowList(version);
  const origins = await readOrigins(new BlockReader(version.datasetId), list.slices(0, list.count));
  const codes = Uint16Array.from(origins, codeOf);
  const positions = Uint32Array.from(codes.keys()).filter((position) => (codes[position] ?? 0) > 0);
  return { positions, codes: codes.filter((code) => code > 0), dictionary: mark.dictionary };
}
