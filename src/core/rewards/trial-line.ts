import { Row } from '../row/row.ts';
import { readShape } from '../conversion/read-example.ts';
import type { Turn } from '../example/example.ts';
import format, { answerOf, referencesOf } from '../formats/service/agent-platform-reinforcement.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { Drop } from '../recipe/step.ts';
import { systemOf, turnsOf, wordsOf } from '../rules/parts/gemini-line.ts';
import type { TrialRow } from './try-answers.ts';

/** A row as its line would be sent, made ready to try rewards on. */
export interface TrialLine extends TrialRow {
  /** What a model is asked; empty where the line can't be asked. */
  readonly turns: readonly Turn[];
  /** The line itself, as a validation takes it. */
  readonly example: JsonObject;
}

/** A line of the training file to try rewards on; null where it is none. */
export function trialLine(position: number, line: string): TrialLine | null {
  // The cast: JSON is what is parsed.
  const value = JSON.parse(line) as Json;
  if (!isObject(value)) return null;
  const example = readShape(format, new Row(line));
  if (example instanceof Drop) return null;
  const system = systemOf(value);
  const references = referencesOf(value);
  return {
    position,
    asked: {
      system: system === null ? '' : wordsOf([system]).join('\n'),
      prompt: wordsOf(turnsOf(value)).join('\n'),
      references,
    },
    own: answerOf(references),
    turns: example.turns.slice(0, -1),
    example: value,
  };
}
