import type { EvaluationRow } from '../../../src/core/evaluation/evaluation.ts';
import { ok } from '../../../src/core/failure.ts';
import { isRight } from '../../../src/core/metrics/parts/is-right.ts';
import {
  type ConfidenceKind,
  confidenceOf,
  kindOfConfidence,
  usualLength,
  type UsualLength,
} from '../../../src/core/serving/confidence.ts';
import { chooseFallback, type Fallback } from '../../../src/core/serving/fallback.ts';
import { definePass } from '../define-pass.ts';
import { readAnsweredRows } from '../evaluation/answered-rows.ts';

/** What is known of serving a model with its base behind it. */
export interface Serving {
  readonly kind: ConfidenceKind;
  readonly usual: UsualLength;
  /** The system instruction of all rows; null where they have none, or several. */
  readonly system: string | null;
  /** null where no row was answered by both and has a reference. */
  readonly fallback: Fallback | null;
}

/** Chooses the confidence below which a base model is asked instead, by the answers of an evaluation. */
export default definePass({
  id: 'serving',

  async lead({
    evaluationId,
    model,
    base,
  }: {
    readonly evaluationId: string;
    readonly model: number;
    readonly base: number;
  }) {
    const read = await readAnsweredRows(evaluationId);
    if (!read.ok) return read;
    const { rows, answers } = read.value;
    const usual = usualLength(rows.flatMap(({ expected }) => expected ?? []));
    const both = rows.flatMap(({ asks, expected }) => {
      const [one, other] = [answers.get(asks[model] ?? ''), answers.get(asks[base] ?? '')];
      if (expected === null || one?.state !== 'answered' || other?.state !== 'answered') return [];
      return one.answer && other.answer ? [{ expected, one: one.answer, other: other.answer }] : [];
    });
    const kind = kindOfConfidence(both.map(({ one }) => one));
    const fallback = chooseFallback(
      both.map(({ expected, one, other }) => ({
        confidence: confidenceOf(one, kind, usual),
        model: isRight(expected, one.text),
        base: isRight(expected, other.text),
      })),
    );
    const output: Serving = { kind, usual, system: commonSystem(rows), fallback };
    return ok({ output });
  },
});

function commonSystem(rows: readonly EvaluationRow[]): string | null {
  const systems = new Set(
    rows.map(({ turns }) =>
      turns
        .filter(({ role }) => role === 'system')
        .flatMap(({ parts }) => parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])))
        .join('\n'),
    ),
  );
  const [only = ''] = systems;
  return systems.size === 1 && only !== '' ? only : null;
}
