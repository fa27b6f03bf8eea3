import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RowSelection } from '../../../src/state/rows/row-selection.svelte.ts';

/** A list that shows these positions, and can be told to show others. */
function listOf(positions: readonly number[]) {
  const list = {
    shown: positions,
    get count() {
      return this.shown.length;
    },
    positionAt(index: number) {
      return this.shown[index] ?? index;
    },
  };
  return { list, selection: new RowSelection(list) };
}

const act = fc.oneof(
  fc.record({ kind: fc.constant('toggle' as const), index: fc.nat(9), range: fc.boolean() }),
  fc.constant({ kind: 'all' as const }),
  fc.constant({ kind: 'clear' as const }),
);

describe('ticked rows', () => {
  it('are those that a list of boxes would have', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...Array(20).keys()], { minLength: 10 }), fc.array(act), (positions, acts) => {
        const { selection } = listOf(positions);
        const boxes = positions.map(() => false);
        let last: number | null = null;
        for (const each of acts) {
          if (each.kind === 'clear') {
            selection.clear();
            boxes.fill(false);
            last = null;
          } else if (each.kind === 'all') {
            selection.toggleAll();
            boxes.fill(!boxes.every(Boolean));
            last = null;
          } else {
            selection.toggle(each.index, each.range);
            const ticks = !boxes[each.index];
            const from: number = each.range && last !== null ? last : each.index;
            boxes.fill(ticks, Math.min(from, each.index), Math.max(from, each.index) + 1);
            last = each.index;
          }
          const ticked = positions.filter((_, index) => boxes[index]).sort((a, b) => a - b);
          expect(positions.map((_, index) => selection.has(index))).toEqual(boxes);
          expect(selection.count).toBe(ticked.length);
          expect(selection.state).toBe(ticked.length === 0 ? 'none' : ticked.length === boxes.length ? 'all' : 'some');
          const chosen = selection.chosen();
          if (chosen.kind === 'rows') expect(chosen.positions).toEqual(ticked);
          else expect(positions.filter((each) => !chosen.spared.includes(each)).sort((a, b) => a - b)).toEqual(ticked);
        }
      }),
    );
  });

  it('stay ticked in another order', () => {
    const { list, selection } = listOf([4, 5, 6]);
    selection.toggle(0, false);
    list.shown = [6, 5, 4];
    expect([0, 1, 2].map(selection.has)).toEqual([false, false, true]);
  });
});
