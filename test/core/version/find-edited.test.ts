import { describe, expect, it } from 'vitest';
import { hashHex } from '../../../src/core/hash/text-hash.ts';
import type { RowEdit } from '../../../src/core/version/changes.ts';
import { findEdited } from '../../../src/core/version/find-edited.ts';

/** Rows spelled `text`, each from this row of a file. */
const ROWS = [
  ['1', 1],
  ['2', 2],
  ['1', 3],
  ['3', 4],
  ['3', 4],
].map(([text, row]) => ({ text: String(text), source: { file: 'a', row: Number(row) } }));

function editOf(text: string, row: number, position: number, file = 'a'): RowEdit {
  return { before: hashHex(text), after: '', file, row, position };
}

describe('the row that an edit means', () => {
  it('is the only one that is spelled so, wherever it has moved to', () => {
    expect(findEdited(ROWS, [editOf('2', 9, 7, 'elsewhere')])).toEqual([1]);
  });

  it('is of several the one from the same place, and of those that one row became the one at the same position', () => {
    expect(findEdited(ROWS, [editOf('1', 3, 0), editOf('1', 1, 5), editOf('3', 4, 4)])).toEqual([2, 0, 4]);
  });

  it('is a conflict where there is none or where it could be several: nothing is guessed', () => {
    expect(findEdited(ROWS, [editOf('4', 1, 0)])).toEqual(['no-row']);
    expect(findEdited(ROWS, [editOf('1', 2, 0)])).toEqual(['several-rows']);
    expect(findEdited(ROWS, [editOf('3', 4, 0)])).toEqual(['several-rows']);
    expect(findEdited(ROWS, [editOf('2', 2, 1), editOf('2', 2, 1)])).toEqual([1, 'no-row']);
  });
});
