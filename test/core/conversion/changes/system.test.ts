import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addSystem,
  dropEmptySystem,
  foldSystem,
  hoistSystem,
  stripSystem,
} from '../../../../src/core/conversion/changes/system.ts';
import { anyExample } from '../../../support/example-arbitraries.ts';
import { exampleOf, linesOf } from '../say.ts';

const plain = exampleOf('user: Which?', 'model: This.');
const twice = exampleOf('system: A', 'user: Which?', 'model: This.', 'system: B', 'user: And?', 'model: That.');

describe('the system prompt', () => {
  it('is added on top, above one that is there, once', () => {
    expect(linesOf(addSystem(plain, 'Be brief.'))).toEqual(['system: Be brief.', 'user: Which?', 'model: This.']);
    const added = addSystem(twice, 'Be brief.');
    expect(linesOf(added)[0]).toBe('system: Be brief.\n\nA');
    expect(addSystem(added, 'Be brief.')).toBe(added);
    expect(addSystem(plain, '')).toBe(plain);
  });

  it('is not added where the user’s text has it, as after a conversion to pairs', () => {
    const folded = foldSystem(addSystem(plain, 'Be brief.'));
    expect(linesOf(folded)[0]).toBe('user: Be brief.\n\nWhich?');
    expect(addSystem(folded, 'Be brief.')).toBe(folded);
  });

  it('is stripped, hoisted and folded', () => {
    expect(linesOf(stripSystem(twice))).toEqual(['user: Which?', 'model: This.', 'user: And?', 'model: That.']);
    expect(linesOf(hoistSystem(twice)).slice(0, 2)).toEqual(['system: A\n\nB', 'user: Which?']);
    expect(linesOf(foldSystem(twice))).toEqual([
      ...['user: A\n\nWhich?', 'model: This.'],
      ...['user: B\n\nAnd?', 'model: That.'],
    ]);
  });

  it('becomes a user’s turn where none comes before the model’s next', () => {
    const late = exampleOf('user: Hi', 'system: A', 'model: B', 'user: C');
    expect(linesOf(foldSystem(late))).toEqual(['user: Hi', 'user: A', 'model: B', 'user: C']);
    expect(linesOf(foldSystem(exampleOf('user: Hi', 'system: A', 'system: B')))).toEqual(['user: Hi', 'user: A\n\nB']);
  });

  it('is dropped where it says nothing', () => {
    expect(linesOf(dropEmptySystem(exampleOf('system: ', 'user: Hi')))).toEqual(['user: Hi']);
    expect(dropEmptySystem(twice)).toBe(twice);
  });

  it('is handled once: a second time changes nothing', () => {
    fc.assert(
      fc.property(anyExample, (example) => {
        for (const act of [stripSystem, hoistSystem, foldSystem, dropEmptySystem, withRule]) {
          const once = act(example);
          expect(act(once)).toBe(once);
        }
      }),
    );
  });
});

function withRule(example: Parameters<typeof addSystem>[0]): ReturnType<typeof addSystem> {
  return addSystem(example, 'Rule 7.');
}
