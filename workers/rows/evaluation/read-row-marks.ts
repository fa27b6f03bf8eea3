import type { EvaluationRow } from '../../../src/core/evaluation/evaluation.ts';
import type { RowMarks } from '../../../src/core/evaluation/slices.ts';
import { originOf } from '../../../src/store/rows/block-reader.ts';
import { readMark } from '../../../src/store/versions/mark-segments.ts';
import { openVersion } from '../open-version.ts';

/** The marks of a version for rows of an evaluation over it; none where the version is no longer stored. */
export async function readRowMarks(versionId: string, rows: readonly EvaluationRow[]): Promise<readonly RowMarks[]> {
  const opened = await openVersion(versionId);
  if (!opened.ok) return [];
  const { version, list, reader } = opened.value;
  if (version.marks.length === 0) return [];
  const origins = new Uint32Array(rows.length);
  for (const [at, { position }] of rows.entries()) {
    const id = await list.idAt(position);
    origins[at] = originOf(await reader.find(id), id);
  }
  return Promise.all(
    version.marks.map(async (mark) => {
      const codeOf = await readMark(mark, origins);
      return { name: mark.name, values: Array.from(origins, (origin) => mark.dictionary[codeOf(origin) - 1] ?? null) };
    }),
  );
}
