import type { Example } from '../../example/example.ts';
import { Drop } from '../../recipe/step.ts';
import { sayTurn } from './turn-text.ts';

const BAD = new Drop('the answer is labelled bad');

/**
 * The class of a text becomes what the model should say. An answer labelled good stays, and so does one beside a class, which
 * says nothing of its worth; one labelled bad is refused.
 */
export function labelToAnswer(example: Example): Example | Drop {
  const { label, ...plain } = example;
  if (label === undefined || example.completions) return example;
  if (example.turns.at(-1)?.role !== 'model') {
    return { ...plain, turns: [...example.turns, sayTurn('model', String(label))] };
  }
  // A cell of CSV says it as a text.
  return String(label).toLowerCase() === 'false' ? BAD : plain;
}
