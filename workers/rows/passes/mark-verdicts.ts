import { fail, ok } from '../../../src/core/failure.ts';
import { judgeCases } from '../../../src/core/judge/judge-cases.ts';
import { isOfRows } from '../../../src/core/judge/judging.ts';
import { type RowVerdict, rowVerdicts, sureMark, sureValue } from '../../../src/core/judge/row-verdicts.ts';
import type { MarkValues } from '../../../src/core/version/mark.ts';
import { getDataset } from '../../../src/store/datasets.ts';
import { readJudgedRows } from '../../../src/store/evaluation/judged-rows.ts';
import { getJudging } from '../../../src/store/evaluation/judgings.ts';
import { readAnswers } from '../../../src/store/evaluation/stored-answers.ts';
import { readOrigins } from '../../../src/store/rows/list-parts.ts';
import { setMarks } from '../../../src/store/versions/marks.ts';
import { definePass } from '../define-pass.ts';
import { type OpenedVersion, OpenVersion } from '../open-version.ts';

/** Which verdicts become marks of the head. */
export interface MarkWish {
  readonly judgingId: string;
  /** Index in the rubric. */
  readonly question: number;
  /** The name of the mark. A second one, `sureMark` of it, says how sure the judge is. */
  readonly name: string;
  /** Verdicts that are less sure set no mark of the verdict, only the one that says how sure. From 0 to 1. */
  readonly least: number;
}

/** Makes marks of what a judge said of rows: the verdict, and how sure it is. Rows that changed since get none. */
export default definePass({
  id: 'mark-verdicts',

  async lead({ judgingId, question, name, least }: MarkWish) {
    const judging = await getJudging(judgingId);
    const asked = judging?.questions[question];
    if (!judging || !asked || !isOfRows(judging)) return fail({ kind: 'storage-lost', what: 'this judge' });
    const dataset = await getDataset(judging.datasetId);
    const read = await readJudgedRows(judging);
    if (!dataset || !read) return fail({ kind: 'dataset-gone' });
    const cases = judgeCases(read.rows, 1, judging);
    const stored = await readAnswers(judging.datasetId, [...new Set(cases.map(({ fingerprint }) => fingerprint))]);
    const verdicts = rowVerdicts(judging, question, read.rows, stored);
    const still = await inHead(verdicts, judging.versionId, dataset.headId);
    const values = still.map(({ outcome, sure }) => (sure < least ? null : (asked.outcomes[outcome] ?? null)));
    const made = await setMarks(judging.datasetId, dataset.seq, [
      valuesOf(name, still, values),
      valuesOf(
        sureMark(name),
        still,
        still.map(({ sure }) => sureValue(sure)),
      ),
    ]);
    if (!made.ok) return made;
    const unsure = values.filter((value) => value === null).length;
    const counts = { rows: still.length, changed: verdicts.length - still.length, unsure };
    return ok({ output: { version: made.value, before: dataset.headId, ...counts } });
  },
});

/** The verdicts on rows that the head still has as they were judged, by their ascending positions there. */
async function inHead(verdicts: readonly RowVerdict[], from: string, to: string): Promise<readonly RowVerdict[]> {
  if (from === to) return verdicts;
  const [judged, head] = await Promise.all([new OpenVersion().load(from), new OpenVersion().load(to)]);
  const [ids, origins] = [await judged.list.ids(0, judged.list.count), await originsOf(judged)];
  const by = new Map(verdicts.map((each) => [origins[each.position] ?? 0, { each, id: ids[each.position] }]));
  const now = await head.list.ids(0, head.list.count);
  const found: RowVerdict[] = [];
  (await originsOf(head)).forEach((origin, position) => {
    const known = by.get(origin);
    if (known && known.id === now[position]) found.push({ ...known.each, position });
  });
  return found;
}

function originsOf({ list, reader }: OpenedVersion): Promise<Uint32Array> {
  return readOrigins(reader, list.slices(0, list.count));
}

function valuesOf(name: string, verdicts: readonly RowVerdict[], values: readonly (string | null)[]): MarkValues {
  const dictionary = [...new Set(values.filter((value) => value !== null))].sort();
  const codes = new Map(dictionary.map((value, index) => [value, index + 1]));
  return {
    ...{ name, dictionary, rows: Uint32Array.from(verdicts, ({ position }) => position) },
    values: Uint16Array.from(values, (value) => (value === null ? 0 : (codes.get(value) ?? 0))),
  };
}
