import { describe, expect, it } from 'vitest';
import { Row } from '../../../src/core/row/row.ts';
import { contextOf, decide, prepare } from './run.ts';

describe('Take first rows', () => {
  it.each([
    [2, 5, [2, 3, 4]],
    [5, 5, []],
    [9, 5, []],
    [1, 0, []],
  ])('keeps %i of %i', (count, rows, dropped) => {
    const step = prepare('take-first-rows', { count }, contextOf([]));
    expect(step.survey).toBeUndefined();
    const texts = Array.from({ length: rows }, (_, row) => new Row(`{"a":${row}}`));
    expect(decide(step, texts)).toEqual({
      drop: { rows: Uint32Array.from(dropped), reasons: [`after row ${count}`] },
    });
  });
});
