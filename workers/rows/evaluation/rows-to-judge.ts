import type { SampleWish } from '../../../src/core/evaluation/evaluation.ts';
import { ok, type Result } from '../../../src/core/failure.ts';
import type { Question } from '../../../src/core/playground/question.ts';
import type { LoadedVersion } from '../../../src/store/versions/versions.ts';
import { openVersion } from '../open-version.ts';
import { choosePositions, readQuestions } from './asked-rows.ts';

/** Which rows a judge is to read. */
export interface RowChoice {
  readonly versionId: string;
  readonly sample: SampleWish;
  /** Those of a filter, ascending; null for all. */
  readonly among: Uint32Array | null;
}

/** Rows that are read, each with its place in the version. */
interface RowsToJudge {
  readonly version: LoadedVersion;
  readonly chosen: number;
  /** Rows that were looked at: all that were chosen, unless fewer were wanted. */
  readonly looked: number;
  readonly questions: readonly (Question & { readonly position: number })[];
}

/** Reads the rows of a choice. With `most` no more of them than these, spread evenly. */
export async function readRowsToJudge(
  { versionId, sample, among }: RowChoice,
  { onRows, most = Infinity }: { readonly onRows: (done: number, of: number) => void; readonly most?: number },
): Promise<Result<RowsToJudge>> {
  const opened = await openVersion(versionId);
  if (!opened.ok) return opened;
  const positions = await choosePositions(opened.value, sample, among);
  const chosen = positions.length;
  const some =
    chosen <= most
      ? positions
      : Uint32Array.from({ length: most }, (_, at) => positions[Math.floor((at * chosen) / most)] ?? 0);
  const questions: (Question & { readonly position: number })[] = [];
  let done = 0;
  await readQuestions(opened.value, some, (position, question) => {
    onRows(++done, some.length);
    if (question !== null) questions.push({ ...question, position });
  });
  return ok({ version: opened.value.version, chosen, looked: some.length, questions });
}
