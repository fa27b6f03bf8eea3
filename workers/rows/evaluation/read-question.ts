import { rowFormat } from '../../../src/core/example/row-format.ts';
import { ShapeError } from '../../../src/core/formats/format.ts';
import { questionOf, type Question } from '../../../src/core/playground/question.ts';
import type { StepContext } from '../../../src/core/recipe/step.ts';
import { Row } from '../../../src/core/row/row.ts';

/** What a row asks, and what should come out; null where it asks nothing. */
export function readQuestion(text: string, context: StepContext): Question | null {
  return questionOfRow(new Row(text), context);
}

export function questionOfRow(row: Row, context: StepContext): Question | null {
  try {
    const question = questionOf(rowFormat(row, context).toExample(row.value));
    return question.turns.some(({ role }) => role !== 'system') ? question : null;
  } catch (error) {
    if (error instanceof ShapeError) return null;
    throw error;
  }
}
