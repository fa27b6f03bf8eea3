import type { Evaluation } from '../../core/evaluation/evaluation.ts';
import { reportData, type ReportExample } from '../../core/evaluation/report-data.ts';
import { reportPage } from '../../core/evaluation/report-page.ts';
import { ROW_FLAGS, type Scores } from '../../core/evaluation/scores.ts';
import { plainPrompt } from '../../core/playground/question.ts';
import { readResultRows } from '../../store/evaluation/result-rows.ts';
import { dollarWords, figureWords, intervalWords, differenceWords, sampleWords } from '../../words/evaluation-words.ts';
import { momentWords } from '../../words/when-words.ts';

/** Rows that a report shows of each kind. */
const MOST_EXAMPLES = 10;

/** An evaluation as one file for people or for programs. */
export async function makeReport(
  evaluation: Evaluation,
  scores: Scores,
  { name, kind }: { readonly name: string; readonly kind: 'html' | 'json' },
): Promise<string> {
  const examples = [
    ...(await examplesOf(evaluation, scores, 'regression')),
    ...(await examplesOf(evaluation, scores, 'improvement')),
  ];
  const data = reportData(evaluation, scores, { datasetName: name, examples });
  if (kind === 'json') return `${JSON.stringify(data, null, 2)}\n`;
  return reportPage(data, {
    figure: figureWords,
    interval: intervalWords,
    difference: differenceWords,
    dollars: dollarWords,
    moment: momentWords,
    sample: sampleWords(evaluation),
  });
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
