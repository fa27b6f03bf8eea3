import type { Evaluation } from '../../core/evaluation/evaluation.ts';
import { reportData, type ReportExample } from '../../core/evaluation/report-data.ts';
import { reportPage } from '../../core/evaluation/report-page.ts';
import { ROW_FLAGS, type Scores } from '../../core/evaluation/scores.ts';
import type { SliceScores } from '../../core/evaluation/slices.ts';
import type { LearningCurve } from '../../core/insight/learning-curve.ts';
import { plainPrompt } from '../../core/playground/question.ts';
import { readResultRows } from '../../store/evaluation/result-rows.ts';
import { readConnection } from '../../store/google/connection.ts';
import { listJobs } from '../../store/google/jobs.ts';
import { dollarWords, figureWords, intervalWords, differenceWords, sampleWords } from '../../words/evaluation-words.ts';
import { atWords, curveWords, headroomWords } from '../../words/insight-words.ts';
import { sliceKindWords, sliceWords } from '../../words/slice-words.ts';
import { momentWords } from '../../words/when-words.ts';
import { learnedFrom } from './learned.ts';

/** Rows that a report shows of each kind. */
const MOST_EXAMPLES = 10;

export interface ReportWish {
  /** The dataset's. */
  readonly name: string;
  readonly kind: 'html' | 'json';
  /** Those that somebody has asked for; null where nobody has. */
  readonly slices: SliceScores | null;
}

/** An evaluation as one file for people or for programs, with what its page concludes. */
export async function makeReport(
  evaluation: Evaluation,
  scores: Scores,
  { name, kind, slices }: ReportWish,
): Promise<string> {
  const examples = [
    ...(await examplesOf(evaluation, scores, 'regression')),
    ...(await examplesOf(evaluation, scores, 'improvement')),
  ];
  const learned = learnedFrom(await listJobs(), await readConnection());
  const data = reportData(evaluation, scores, { datasetName: name, examples, slices, learned });
  if (kind === 'json') return `${JSON.stringify(data, null, 2)}\n`;
  return reportPage(data, {
    figure: figureWords,
    interval: intervalWords,
    difference: differenceWords,
    dollars: dollarWords,
    moment: momentWords,
    sample: sampleWords(evaluation),
    ...{ headroom: headroomWords, curve: curveWords, learned: learnedWords },
    ...{ slice: sliceWords, sliceKind: sliceKindWords },
  });
}

/** "With 1,000 rows": alone in its cell. */
function learnedWords(by: LearningCurve['by'], at: number | null): string {
  const words = atWords(by, at);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

async function examplesOf(
  evaluation: Evaluation,
  { flags }: Scores,
  kind: 'regression' | 'improvement',
): Promise<ReportExample[]> {
  const indexes = [...flags.keys()]
    .filter((row) => ((flags[row] ?? 0) & ROW_FLAGS[kind]) !== 0)
    .slice(0, MOST_EXAMPLES);
  const rows = await readResultRows(evaluation, indexes);
  return rows.map(({ position, turns, expected, answers }) => ({
    kind,
    row: position + 1,
    input: plainPrompt(turns)?.prompt ?? JSON.stringify(turns),
    reference: expected,
    answers: answers.map((each) => each?.answer?.text ?? null),
  }));
}
