import { describe, expect, it } from 'vitest';
import { hashOf, readHash } from '../../../src/state/frame/router.svelte.ts';

describe('addresses', () => {
  it('survive any name', () => {
    const parts = ['datasets', 'a/b %#?é', 'rows'];
    expect(readHash(hashOf(...parts))).toEqual(parts);
  });

  it('take what somebody typed', () => {
    expect(readHash('#/')).toEqual([]);
    expect(readHash('')).toEqual([]);
    expect(readHash('#datasets/100%')).toEqual(['datasets', '100%']);
  });
});
