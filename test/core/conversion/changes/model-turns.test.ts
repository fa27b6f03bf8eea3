import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitByModelTurn } from '../../../../src/core/conversion/changes/model-turns.ts';
import { chatExample } from '../../../support/example-arbitraries.ts';
import { exampleOf, linesOf } from '../say.ts';

const long = exampleOf('system: S', 'user: A', 'model: B', 'user: C', 'model: D');

describe('rows by model turn', () => {
  it('become one row for each turn that a model learns from', () => {
    const rows = [splitByModelTurn(long)].flat();
    expect(rows.map(linesOf)).toEqual([['system: S', 'user: A', 'model: B'], linesOf(long)]);
    const weighed = { ...long, turns: long.turns.map((turn, index) => (index === 2 ? { ...turn, weight: 0 } : turn)) };
    expect(splitByModelTurn(weighed)).toBe(weighed);
  });

  it('end with that turn, each longer than the one before', () => {
    fc.assert(
      fc.property(chatExample, (example) => {
        const rows = [splitByModelTurn(example)].flat();
        expect(rows.at(-1)?.turns).toEqual(example.turns);
        for (const [index, { turns }] of rows.entries()) {
          expect(turns.at(-1)?.role).toBe('model');
          expect(turns.length).toBeGreaterThan(rows[index - 1]?.turns.length ?? 0);
        }
      }),
    );
  });
});
