import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeTurns } from '../../../../src/core/conversion/changes/merge-turns.ts';
import { anyExample } from '../../../support/example-arbitraries.ts';
import { exampleOf, linesOf, say } from '../say.ts';

const long = exampleOf('system: S', 'user: A', 'model: B', 'user: C', 'model: D');

describe('turns of one role in a row', () => {
  it('become one, an empty line between their texts', () => {
    const merged = mergeTurns(exampleOf('user: A', 'user: B', 'model: C', 'model: D'));
    expect(linesOf(merged)).toEqual(['user: A\n\nB', 'model: C\n\nD']);
    expect(mergeTurns(long)).toBe(long);
  });

  it('keep what is no text in its place', () => {
    const call = { role: 'model', parts: [{ kind: 'call', name: 'look', args: {} }] } as const;
    const { turns } = mergeTurns({ ...long, turns: [...say('user: A', 'model: B'), call] });
    expect(turns[1]?.parts).toEqual([{ kind: 'text', text: 'B' }, ...call.parts]);
  });

  it('stay apart where they have different names, and learn where one of them does', () => {
    const [one, other] = say('user: A', 'user: B');
    if (!one || !other) expect.unreachable();
    const named = { ...long, turns: [{ ...one, name: 'Ada' }, other] };
    expect(mergeTurns(named)).toBe(named);
    expect(mergeTurns({ ...long, turns: [{ ...one, weight: 0 }, other] }).turns[0]?.weight).toBeUndefined();
    expect(
      mergeTurns({
        ...long,
        turns: [
          { ...one, weight: 0 },
          { ...other, weight: 0 },
        ],
      }).turns[0]?.weight,
    ).toBe(0);
  });

  it('leave their own result as it is', () => {
    fc.assert(
      fc.property(anyExample, (example) => {
        const once = mergeTurns(example);
        expect(mergeTurns(once)).toBe(once);
      }),
    );
  });
});
