import { describe, expect, it } from 'vitest';
import { readHash, readQuery } from '../../../src/state/frame/router.svelte.ts';
import { addressOfRuns, MOST_RUNS, runsOfQuery } from '../../../src/state/job/job-address.ts';

describe('runs in an address', () => {
  it('are read back, each once, and no more than one chart shows', () => {
    const address = addressOfRuns(['a', 'b c', 'a']);
    expect(readHash(address)).toEqual(['models', 'compare']);
    expect(runsOfQuery(readQuery(address))).toEqual(['a', 'b c']);
    expect(runsOfQuery(readQuery(addressOfRuns(['a', 'b', 'c', 'd', 'e'])))).toHaveLength(MOST_RUNS);
    expect(runsOfQuery('')).toEqual([]);
  });
});
