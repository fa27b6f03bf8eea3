import { type Comparison, compareModels } from '../evaluation/compare-models.ts';
import type { StoredAnswer } from '../evaluation/evaluation.ts';
import { type Estimate, estimateAll } from '../evaluation/interval.ts';
import type { SummedMeasure } from '../metrics/metric.ts';
import { type Calibration, calibrate, doubtOf, type Doubt, likeliest, type Rated } from './calibration.ts';
import { judgeCases, type JudgeCase, voteKey } from './judge-cases.ts';
import type { JudgedRow } from './judged-row.ts';
import type { Judging } from './judging.ts';
import { kindOf } from './kinds/index.ts';
import type { JudgeQuestion } from './kinds/judge-kind.ts';
import { readVerdicts } from './read-verdicts.ts';

/** What a judge has come to so far. */
export interface JudgeScores {
  /** Requests in all, each once, and what became of them. */
  readonly requests: number;
  readonly answered: number;
  readonly failed: number;
  readonly blocked: number;
  /** Answers in which a verdict was missing or could not be read. */
  readonly unreadable: number;
  readonly lost: number;
  /** US dollars of all verdicts, whoever asked for them first; null where no price is known. */
  readonly cost: number | null;
  readonly questions: readonly QuestionScores[];
}

export interface QuestionScores {
  /** By model; of a comparison one entry, for the first model. */
  readonly models: readonly ModelVerdicts[];
  /** The compared model against the first one, where the kind has a figure and is about single answers. */
  readonly comparison: Comparison | null;
  /** Of a comparison: pairs judged in both orders, and how many got the same verdict in both. */
  readonly orders: { readonly pairs: number; readonly same: number } | null;
  readonly calibration: Calibration | null;
  readonly doubt: Doubt | null;
}

export interface ModelVerdicts {
  readonly model: number;
  readonly rows: number;
  /** The mean probability of each outcome; empty without rows. */
  readonly shares: readonly number[];
  readonly figure: Estimate | null;
}

/** What people said: votes by `voteKey`, and preferences by row for the pair of models that is compared. */
export interface HumanVotes {
  readonly votes: ReadonlyMap<string, number>;
  /** By the row's index: 0 for the first model, 1 for the compared one, 2 for a tie. */
  readonly preferences: ReadonlyMap<number, number>;
}

/** Draws the rows again: fixed, so that the same verdicts always have the same intervals. */
const SEED = 20_261_130;

interface Input {
  readonly rows: readonly JudgedRow[];
  readonly models: number;
  /** Of the judge, by fingerprint. */
  readonly verdicts: ReadonlyMap<string, StoredAnswer>;
  readonly human: HumanVotes;
  /** By question, what the same judge said of other texts that people voted on, by `voteKey`. */
  readonly elsewhere?: readonly ReadonlyMap<string, Rated>[];
}

/** Scores what a judge has said so far. */
export function scoreJudging(judging: Judging, input: Input): JudgeScores {
  const said = readCases(judging, input);
  return {
    ...countsOf(said, input.verdicts),
    questions: judging.questions.map((question, index) => scoreQuestion(question, index, { said, judging, input })),
  };
}

/** What a judge is asked, each with what it said; null where nothing came yet. */
interface Said {
  readonly cases: readonly JudgeCase[];
  readonly read: readonly Read[];
}

function readCases(judging: Judging, { rows, models, verdicts }: Input): Said {
  const cases = judgeCases(rows, models, judging);
  const read = cases.map((each) => {
    const stored = verdicts.get(each.fingerprint);
    const text = stored?.state === 'answered' ? (stored.answer?.text ?? '') : null;
    return text === null ? null : readVerdicts(text, judging.judge, judging.questions, each.questions);
  });
  return { cases, read };
}

type Read = ReadonlyMap<number, readonly number[]> | null;
type Counts = Omit<JudgeScores, 'questions'>;

function countsOf({ cases, read }: Said, verdicts: Input['verdicts']): Counts {
  const known = [...new Map(cases.map(({ fingerprint }, at) => [fingerprint, at])).entries()].map(
    ([fingerprint, at]) => ({
      stored: verdicts.get(fingerprint),
      verdict: read[at] ?? null,
      asked: cases[at]?.questions ?? [],
    }),
  );
  const isBlocked = (stored: StoredAnswer | undefined): boolean => (stored?.answer?.blockReason ?? null) !== null;
  const costs = known.flatMap(({ stored }) => (stored === undefined || stored.cost === null ? [] : [stored.cost]));
  return {
    requests: known.length,
    answered: known.filter(({ stored }) => stored?.state === 'answered').length,
    failed: known.filter(({ stored }) => stored?.state === 'failed').length,
    blocked: known.filter(({ stored }) => isBlocked(stored)).length,
    unreadable: known.filter(
      ({ stored, verdict, asked }) => verdict !== null && !isBlocked(stored) && verdict.size < asked.length,
    ).length,
    lost: known.reduce((sum, { stored }) => sum + (stored?.lost ?? 0), 0),
    cost: costs.length === 0 ? null : costs.reduce((sum, cost) => sum + cost, 0),
  };
}

interface Verdicts {
  readonly said: Said;
  readonly judging: Judging;
  readonly input: Input;
}

/** What was said about a question, by the model that was shown first and the row's place. */
function columnsOf(index: number, compares: boolean, { cases, read }: Said, { rows, models: count }: Input): Column[] {
  const columns = Array.from({ length: count }, () => new Array<readonly number[] | null>(rows.length).fill(null));
  const at = new Map(rows.map((row, place) => [row.index, place]));
  cases.forEach(({ row, models }, place) => {
    const column = columns[models[0] ?? -1];
    const probabilities = read[place]?.get(index);
    if (column && probabilities && (models.length === 2) === compares) column[at.get(row) ?? -1] = probabilities;
  });
  return columns;
}

function scoreQuestion(question: JudgeQuestion, index: number, { said, judging, input }: Verdicts): QuestionScores {
  const kind = kindOf(question);
  const columns = columnsOf(index, kind.compares, said, input);
  if (!kind.compares) {
    const rated = rateSingle(question, columns, input);
    const calibration = calibrate([...new Map([...(input.elsewhere?.[index] ?? []), ...rated]).values()]);
    const measures = columns.map((column) => measureOf(column, kind.figure));
    return {
      models: columns.map((column, model) => verdictsOf(column, model, measures[model] ?? null)),
      comparison: compareWith(columns, measures, judging.against),
      orders: null,
      ...{ calibration, doubt: doubtOf(calibration) },
    };
  }
  const [one, other] = [columns[0] ?? [], columns[judging.against] ?? []];
  const merged = one.map((first, row) => bothOrders(first, other[row] ?? null));
  const calibration = calibrate(
    input.rows.flatMap((row, place): Rated[] => {
      const [probabilities, vote] = [merged[place] ?? null, input.human.preferences.get(row.index)];
      return probabilities === null || vote === undefined ? [] : [{ probabilities, vote }];
    }),
  );
  return {
    models: [verdictsOf(merged, 0, measureOf(merged, kind.figure))],
    comparison: null,
    orders: steadiness(one, other),
    ...{ calibration, doubt: doubtOf(calibration) },
  };
}

/** Both orders as one verdict: of the first model, the compared one, and a tie. Null where one of the orders is missing. */
function bothOrders(first: readonly number[] | null, swapped: readonly number[] | null): readonly number[] | null {
  if (first === null || swapped === null) return null;
  const turned = [swapped[1] ?? 0, swapped[0] ?? 0, swapped[2] ?? 0];
  return first.map((each, at) => (each + (turned[at] ?? 0)) / 2);
}

function steadiness(one: Column, other: Column): { readonly pairs: number; readonly same: number } {
  let [pairs, same] = [0, 0];
  one.forEach((first, row) => {
    const swapped = other[row] ?? null;
    if (first === null || swapped === null) return;
    pairs++;
    const turned = [1, 0, 2][likeliest(swapped)];
    if (likeliest(first) === turned) same++;
  });
  return { pairs, same };
}

/** By `voteKey`: equal answers to equal questions were looked at once. */
function rateSingle(
  question: JudgeQuestion,
  columns: readonly Column[],
  { rows, human }: Input,
): ReadonlyMap<string, Rated> {
  return new Map(
    rows.flatMap((row, place) =>
      columns.flatMap((column, model) => {
        const [probabilities, answer] = [column[place] ?? null, row.answers[model]];
        if (probabilities === null || answer === undefined) return [];
        const key = voteKey(question, row, [answer]);
        const vote = human.votes.get(key);
        return vote === undefined ? [] : [[key, { probabilities, vote }] as const];
      }),
    ),
  );
}

/** What a judge said of texts that people voted on, by question and `voteKey`; of a comparison nothing. */
export function ratedBy(judging: Judging, input: Input): readonly ReadonlyMap<string, Rated>[] {
  const verdicts = readCases(judging, input);
  return judging.questions.map((question, index) =>
    kindOf(question).compares ? new Map() : rateSingle(question, columnsOf(index, false, verdicts, input), input),
  );
}

type Column = readonly (readonly number[] | null)[];

function measureOf(
  column: Column,
  figure: ((probabilities: readonly number[]) => number) | null,
): SummedMeasure | null {
  if (figure === null) return null;
  const values = column.map((each) => (each === null ? null : figure(each)));
  return {
    kind: 'sums',
    width: 2,
    binary: false,
    add(row, into) {
      const value = values[row] ?? null;
      if (value === null) return;
      into[0] = (into[0] ?? 0) + value;
      into[1] = (into[1] ?? 0) + 1;
    },
    figure: ([sum = 0, rows = 0]) => (rows === 0 ? null : sum / rows),
  };
}

function judgedRows(column: Column): number[] {
  return [...column.keys()].filter((row) => column[row] !== null);
}

function verdictsOf(column: Column, model: number, measure: SummedMeasure | null): ModelVerdicts {
  const rows = judgedRows(column);
  const outcomes = column[rows[0] ?? -1]?.length ?? 0;
  const shares = Array.from({ length: outcomes }, (_, outcome) =>
    rows.reduce((sum, row) => sum + (column[row]?.[outcome] ?? 0) / rows.length, 0),
  );
  return { model, rows: rows.length, shares, figure: estimateAll([measure], rows, SEED)[0] ?? null };
}

function compareWith(
  columns: readonly Column[],
  measures: readonly (SummedMeasure | null)[],
  against: number,
): Comparison | null {
  if (against === 0) return null;
  const [one, other] = [columns[0] ?? [], columns[against] ?? []];
  const both = judgedRows(one).filter((row) => (other[row] ?? null) !== null);
  return compareModels(measures[0] ?? null, measures[against] ?? null, both, SEED);
}
