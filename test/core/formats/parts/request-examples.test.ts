import { expect, it } from 'vitest';
import { unwrapRequest } from '../../../../src/core/formats/parts/request-examples.ts';

const ROWS = [{ text_input: 'one', output: 'two' }];

it('finds the examples of a tuning request in either spelling, whole or in part', () => {
  const data = { examples: { examples: ROWS } };
  expect(unwrapRequest({ display_name: 'x', tuning_task: { training_data: data } })).toBe(ROWS);
  expect(unwrapRequest({ displayName: 'x', tuningTask: { trainingData: data } })).toBe(ROWS);
  expect(unwrapRequest({ training_data: data })).toBe(ROWS);
});

it('finds none in any other document', () => {
  for (const document of [
    null,
    [],
    ROWS,
    { examples: ROWS },
    { training_data: { examples: ROWS } },
    { tuning_task: 1 },
  ]) {
    expect(unwrapRequest(document)).toBeNull();
  }
});
