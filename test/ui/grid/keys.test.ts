import { describe, expect, it } from 'vitest';
import { movedBy } from '../../../src/ui/grid/keys.ts';

const size = { rows: 1_000_000, columns: 4, page: 20 };

function move(key: string, row: number, column: number, ctrl = false) {
  return movedBy({ key, ctrl }, { row, column }, size);
}

describe('keys in the table', () => {
  it('moves by cell, page, row and table', () => {
    expect(move('ArrowDown', 5, 1)).toEqual({ row: 6, column: 1 });
    expect(move('PageDown', 5, 1)).toEqual({ row: 25, column: 1 });
    expect(move('Home', 5, 2)).toEqual({ row: 5, column: 0 });
    expect(move('End', 5, 2)).toEqual({ row: 5, column: 3 });
    expect(move('Home', 5, 2, true)).toEqual({ row: 0, column: 0 });
    expect(move('End', 5, 2, true)).toEqual({ row: 999_999, column: 3 });
  });

  it('stops at the edges', () => {
    expect(move('ArrowUp', 0, 0)).toEqual({ row: 0, column: 0 });
    expect(move('PageDown', 999_995, 0)).toEqual({ row: 999_999, column: 0 });
    expect(move('ArrowRight', 3, 3)).toEqual({ row: 3, column: 3 });
  });

  it('leaves other keys to the page', () => {
    expect(move('a', 0, 0)).toBeNull();
  });
});
