import { describe, expect, it } from 'vitest';
import { hashOf, queryOf, readHash, readQuery } from '../../../src/state/frame/router.svelte.ts';

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

  it('carry what a page adds, so that people can read it', () => {
    const params = [
      ['q', 'green tea & 100%?#'],
      ['is', 'words:@output:..2'],
    ] as const;
    const hash = `${hashOf('datasets', 'a?b', 'rows')}?${queryOf(params)}`;
    expect(readHash(hash)).toEqual(['datasets', 'a?b', 'rows']);
    expect([...new URLSearchParams(readQuery(hash))]).toEqual(params.map((pair) => [...pair]));
    expect(readQuery(hash)).toBe('q=green+tea+%26+100%25%3F%23&is=words:@output:..2');
  });
});
