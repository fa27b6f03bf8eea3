import { ok } from '../../../src/core/failure.ts';
import type { Turn } from '../../../src/core/example/example.ts';
import { seededRandom, shuffle } from '../../../src/core/hash/seeded-random.ts';
import { memorisationOf, type Memorisation } from '../../../src/core/insight/memorisation.ts';
import { AskedBefore } from '../../../src/core/insight/nearest-rows.ts';
import { PhraseIndex } from '../../../src/core/insight/phrase-index.ts';
import { answerText } from '../../../src/core/judge/judged-row.ts';
import { isRight } from '../../../src/core/metrics/parts/is-right.ts';
import { originOf, readRowText } from '../../../src/store/rows/block-reader.ts';
import { readMark } from '../../../src/store/versions/mark-segments.ts';
import type { PinnedSplit } from '../../contracts/reader.ts';
import { SPLIT_VALUES } from '../checked-version.ts';
import { definePass } from '../define-pass.ts';
import { type AnsweredRows, readAnsweredRows } from '../evaluation/answered-rows.ts';
import { openVersion, type OpenedVersion } from '../open-version.ts';
import { readQuestion } from '../evaluation/read-question.ts';

/** What answers owe to training rows. */
export interface Insight {
  /** Training rows that were read, and how many there are. */
  readonly rows: number;
  readonly of: number;
  /** By model. */
  readonly memorisation: readonly ShownMemorisation[];
  readonly failures: readonly ExplainedFailure[];
  /** Wrong answers in all; those beyond the first ones are not shown. */
  readonly wrong: number;
}

export interface TrainingRow {
  /** From 0, in the version's list. */
  readonly position: number;
  readonly question: string;
  readonly output: string;
}

export interface ShownMemorisation extends Omit<Memorisation, 'longest'> {
  readonly longest: readonly {
    readonly position: number;
    readonly words: number;
    readonly text: string;
    readonly row: TrainingRow;
  }[];
}

/** A wrong answer, and what the model has learnt that is most like the question. */
export interface ExplainedFailure {
  readonly position: number;
  readonly question: string;
  readonly expected: string;
  readonly answer: string;
  readonly near: readonly { readonly similarity: number; readonly row: TrainingRow }[];
}

/** Rows that are read of a training set at most. */
const MOST_ROWS = 20_000;
const MOST_FAILURES = 5;
const NEAREST = 3;
const SEED = 20_261_130;

interface InsightRequest {
  readonly evaluationId: string;
  /** Which rows a model was trained on; null for all rows that the evaluation did not ask. */
  readonly training: PinnedSplit | null;
  /** Index of the model whose wrong answers are looked at. */
  readonly model: number;
}

/** Compares answers of an evaluation with training rows: what is repeated word for word, and what is near what went wrong. */
export default definePass({
  id: 'insight',

  async lead({ evaluationId, training, model }: InsightRequest, team) {
    const read = await readAnsweredRows(evaluationId);
    if (!read.ok) return read;
    const opened = await openVersion(training?.versionId ?? read.value.evaluation.versionId);
    if (!opened.ok) return opened;
    const positions = await trainingPositions(opened.value, training, read.value);
    const of = positions.length;
    const chosen = of <= MOST_ROWS ? positions : shuffle(positions, seededRandom(SEED)).slice(0, MOST_ROWS).sort();
    team.expect(chosen.length, 'rows');
    const rows: TrainingRow[] = [];
    for (const [done, position] of chosen.entries()) {
      const { list, reader, version } = opened.value;
      const id = await list.idAt(position);
      const question = readQuestion(await readRowText(await reader.find(id), id), version);
      if (question) rows.push({ position, question: askedText(question.turns), output: question.expected ?? '' });
      team.progress(done + 1, done + 1);
    }
    const output: Insight = { rows: rows.length, of, ...lookAt(rows, read.value, model) };
    return ok({ output });
  },
});

/** Ascending: the side that a job trained on, or what the evaluation did not ask. */
async function trainingPositions(
  { version, list, reader }: OpenedVersion,
  training: PinnedSplit | null,
  { rows }: AnsweredRows,
): Promise<Uint32Array> {
  const all = Uint32Array.from({ length: list.count }, (_, position) => position);
  if (training === null) {
    const asked = new Set(rows.map(({ position }) => position));
    return all.filter((position) => !asked.has(position));
  }
  const mark = version.marks.find(({ name }) => name === training.mark);
  if (!mark) return all;
  const codeOf = await readMark(mark);
  const wanted = mark.dictionary.findIndex((value) => value === SPLIT_VALUES[0]) + 1;
  const found: number[] = [];
  for (const position of all) {
    const id = await list.idAt(position);
    if (codeOf(originOf(await reader.find(id), id)) === wanted) found.push(position);
  }
  return Uint32Array.from(found);
}

function lookAt(
  training: readonly TrainingRow[],
  { evaluation, rows, answers }: AnsweredRows,
  model: number,
): Pick<Insight, 'memorisation' | 'failures' | 'wrong'> {
  const index = new PhraseIndex(training.map(({ output }) => output));
  const memorisation = evaluation.models.map((_, each): ShownMemorisation => {
    const answered = rows.flatMap((row) => {
      const answer = answerText(answers.get(row.asks[each] ?? ''));
      return answer === undefined ? [] : [{ position: row.position, question: askedText(row.turns), answer }];
    });
    const { longest, ...counts } = memorisationOf(answered, index);
    return {
      ...counts,
      longest: longest.flatMap(({ answer, row, words, text }) => {
        const [said, trained] = [answered[answer], training[row]];
        return said && trained ? [{ position: said.position, words, text, row: trained }] : [];
      }),
    };
  });
  const wrong = rows.flatMap((row) => {
    const answer = answerText(answers.get(row.asks[model] ?? ''));
    return row.expected === null || answer === undefined || isRight(row.expected, answer)
      ? []
      : [{ position: row.position, question: askedText(row.turns), expected: row.expected, answer }];
  });
  const before = new AskedBefore(training.map(({ question }) => question));
  const failures = wrong.slice(0, MOST_FAILURES).map((failure): ExplainedFailure => ({
    ...failure,
    near: before.nearest(failure.question, NEAREST).flatMap(({ row, similarity }) => {
      const near = training[row];
      return near ? [{ similarity, row: near }] : [];
    }),
  }));
  return { memorisation, failures, wrong: wrong.length };
}

/** What users said, as text. */
function askedText(turns: readonly Turn[]): string {
  const said = turns.filter(({ role }) => role !== 'system').flatMap(({ parts }) => parts);
  return said.flatMap((part) => (part.kind === 'text' ? [part.text] : [])).join('\n');
}
