import { describe, expect, it } from 'vitest';
import { appliedTo, cardsFor, cardsOf, pendingOf } from '../../../src/core/recipe/recipe-cards.ts';
import type { RecipeStep, VersionInfo } from '../../../src/core/version/version.ts';

const TRIM: RecipeStep = { step: 'trim-whitespace', version: 1, params: {} };
const SHORT: RecipeStep = { step: 'drop-short-outputs', version: 1, params: { minimum: 3 } };

/** The cast: nothing else of a version is asked. */
const version = (id: string, kind: string, parentId: string | null, steps: readonly RecipeStep[], basedOn?: string) =>
  ({ id, kind, parentId, log: steps, ...(basedOn !== undefined && { basedOn }) }) as unknown as VersionInfo;

const IMPORT = version('i', 'import', null, []);
const TRIMMED = version('t', 'apply', 'i', [TRIM]);
const BOTH = version('b', 'apply', 't', [SHORT]);
const EDITED = version('e', 'edit', 'b', []);
const AGAIN = version('a', 'apply', 'b', [SHORT], 'i');
const VERSIONS = [AGAIN, EDITED, BOTH, TRIMMED, IMPORT];

describe('what was applied', () => {
  it('is every cleaning step since the last other change', () => {
    expect(appliedTo(VERSIONS, 'i')).toEqual({ baseId: 'i', steps: [] });
    expect(appliedTo(VERSIONS, 'b')).toMatchObject({ baseId: 'i', steps: [{ log: TRIM }, { log: SHORT }] });
    expect(appliedTo(VERSIONS, 'e')).toEqual({ baseId: 'e', steps: [] });
  });

  it('goes on from the version that it is based on, not from its parent', () => {
    expect(appliedTo(VERSIONS, 'a')).toMatchObject({ baseId: 'i', steps: [{ log: SHORT }] });
  });
});

describe('what is pending', () => {
  const { steps } = appliedTo(VERSIONS, 'b');
  const [trim, short] = cardsOf(steps);

  it('is nothing while the cards are what was applied, whatever waits switched off', () => {
    expect(pendingOf([trim!, short!], steps)).toEqual({ kind: 'none' });
    expect(pendingOf([trim!, { ...TRIM, on: false }, short!], steps)).toEqual({ kind: 'none' });
  });

  it('is what was added below', () => {
    expect(pendingOf([trim!, short!, { ...TRIM, on: true }], steps)).toEqual({ kind: 'more', from: 2 });
  });

  it.each([
    ['changed', [trim!, { ...short!, params: { minimum: 4 } }]],
    ['told to keep a row', [trim!, { ...short!, keep: ['0'] }]],
    ['switched off', [{ ...trim!, on: false }, short!]],
    ['removed', [short!]],
    ['moved', [short!, trim!]],
  ])('is everything where an applied step was %s', (_, cards) => {
    expect(pendingOf(cards, steps)).toEqual({ kind: 'again' });
  });
});

describe('the cards of a head', () => {
  it('are those last seen on it, so that Undo brings them back', () => {
    const draft = [{ ...TRIM, on: true }];
    expect(cardsFor(VERSIONS, 'i', new Map([['i', draft]]))).toBe(draft);
  });

  it('are what was applied, where none were seen', () => {
    expect(cardsFor(VERSIONS, 'b', new Map())).toEqual(cardsOf(appliedTo(VERSIONS, 'b').steps));
  });

  it('go on waiting after a hand edit', () => {
    const waiting = { ...TRIM, on: true };
    const drafts = new Map([['b', [...cardsOf(appliedTo(VERSIONS, 'b').steps), waiting]]]);
    expect(cardsFor(VERSIONS, 'e', drafts)).toEqual([waiting]);
  });
});
