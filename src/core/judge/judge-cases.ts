import { type Ask, fingerprintOf } from '../evaluation/fingerprint.ts';
import { hashHex } from '../hash/text-hash.ts';
import { judgeInput } from './judge-input.ts';
import type { JudgedRow } from './judged-row.ts';
import type { Judging } from './judging.ts';
import { kindOf } from './kinds/index.ts';
import type { JudgeQuestion } from './kinds/judge-kind.ts';
import { questionId } from './rubric.ts';
import { verdictPrompt } from './verdict-prompt.ts';

/** One request to a judge: what it looks at, and the questions about it. */
export interface JudgeCase {
  /** Index of the row. */
  readonly row: number;
  /** Indexes of the models whose answers are shown, in that order: one, or two. */
  readonly models: readonly number[];
  /** Indexes of the questions that are asked. */
  readonly questions: readonly number[];
  readonly ask: Ask;
  readonly fingerprint: string;
}

export type JudgeSetup = Pick<Judging, 'judge' | 'questions' | 'reference' | 'against'>;

/**
 * What a judge is asked about the answers that are there; the same for the same answers, so that nothing is paid twice. Equal
 * answers are not compared: nobody can prefer one.
 */
export function judgeCases(rows: readonly JudgedRow[], models: number, setup: JudgeSetup): readonly JudgeCase[] {
  const about = (compares: boolean): number[] =>
    setup.questions.flatMap((question, index) => (kindOf(question).compares === compares ? [index] : []));
  const [single, paired] = [about(false), about(true)];
  return rows.flatMap((row) => {
    const texts = row.answers;
    const each = single.length === 0 ? [] : [...Array(models).keys()].map((model) => [model]);
    const [one, other] = [texts[0], texts[setup.against]];
    const isComparable = paired.length > 0 && setup.against > 0 && one !== other;
    const both = isComparable
      ? [
          [0, setup.against],
          [setup.against, 0],
        ]
      : [];
    return [...each, ...both].flatMap((shown) => {
      const said = shown.flatMap((model) => texts[model] ?? []);
      return said.length < shown.length ? [] : [caseOf(row, shown, said, shown.length === 1 ? single : paired, setup)];
    });
  });
}

function caseOf(
  row: JudgedRow,
  models: readonly number[],
  answers: readonly string[],
  questions: readonly number[],
  { judge, questions: all, reference }: JudgeSetup,
): JudgeCase {
  const input = judgeInput({ turns: row.turns, reference: reference ? row.expected : null, answers });
  const asked = questions.flatMap((index) => {
    const question = all[index];
    return question ? [{ id: questionId(index), question }] : [];
  });
  const ask: Ask =
    judge.by === 'decisions'
      ? { model: judge.model, decision: { input, questions: decisionQuestions(asked) } }
      : { model: judge.model, request: verdictPrompt(input, asked) };
  return { row: row.index, models, questions, ask, fingerprint: fingerprintOf(ask) };
}

function decisionQuestions(asked: readonly { readonly id: string; readonly question: JudgeQuestion }[]) {
  return Object.fromEntries(asked.map(({ id, question }) => [id, kindOf(question).decision(question)]));
}

/** What a vote is stored under: the question, what was asked, and the answers in an order of their own. */
export function voteKey(question: JudgeQuestion, row: Pick<JudgedRow, 'turns'>, answers: readonly string[]): string {
  return hashHex(JSON.stringify([question, row.turns, answers]));
}
