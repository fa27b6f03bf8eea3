import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addTally,
  countChange,
  countDrop,
  emptyTally,
  KEPT_EXAMPLES,
  type StepTally,
  toLog,
} from '../../../src/core/recipe/tally.ts';

const event = fc.oneof(
  fc.record({ change: fc.string() }),
  fc.record({ drop: fc.constantFrom('empty', 'duplicate', 'after row 5') }),
);

function tallyOf(events: readonly ({ change: string } | { drop: string })[]): StepTally {
  const tally = emptyTally();
  for (const [index, each] of events.entries()) {
    if ('change' in each) countChange(tally, { text: String(index) }, { text: each.change });
    else countDrop(tally, { text: String(index) }, each.drop);
  }
  return tally;
}

describe('tallies', () => {
  it('add up to what one pass over everything would count, wherever the rows are cut into tasks', () => {
    fc.assert(
      fc.property(fc.array(event), fc.array(fc.nat(50)), (events, cuts) => {
        const bounds = [0, ...cuts.map((cut) => Math.min(cut, events.length)).sort((a, b) => a - b), events.length];
        const sum = emptyTally();
        for (const [index, from] of bounds.entries()) {
          // The examples of a task name its rows by their place in it, those of the whole by their place in the whole.
          const part = tallyOf(events.slice(from, bounds[index + 1]));
          const examples = part.examples.map((each) => ({ ...each, before: String(Number(each.before) + from) }));
          addTally(sum, { ...part, examples });
        }
        expect(sum).toEqual(tallyOf(events));
        expect(sum.examples.length).toBeLessThanOrEqual(KEPT_EXAMPLES);
      }),
    );
  });

  it('make a log in which each step gets what the one before it left', () => {
    const recipe = ['a', 'b'].map((step) => ({ step, version: 1, params: {} }));
    const first = tallyOf([{ drop: 'empty' }, { drop: 'short' }, { drop: 'empty' }, { change: 'x' }]);
    const log = toLog(recipe, ['A', 'B'], [first, tallyOf([{ drop: 'duplicate' }])], 10);
    expect(log).toMatchObject([
      { step: 'a', title: 'A', rowsIn: 10, rowsOut: 7, changed: 1, dropped: { empty: 2, short: 1 } },
      { step: 'b', title: 'B', rowsIn: 7, rowsOut: 6, changed: 0, dropped: { duplicate: 1 } },
    ]);
  });
});
