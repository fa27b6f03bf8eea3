import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analyses, findAnalysis } from '../../../src/core/analyses/index.ts';
import { testPromises } from './promises.ts';

const FILES = readdirSync('src/core/analyses').filter((name) => name.endsWith('.ts'));

describe('the analyses', () => {
  it('are all files of their folder, each found by its name', () => {
    const ids = FILES.map((name) => name.replace('.ts', '')).filter((name) => name !== 'index' && name !== 'analysis');
    expect(analyses.map(({ id }) => id)).toEqual(ids.sort());
    for (const id of ids) expect(findAnalysis(id)?.version).toBeGreaterThan(0);
  });
});

describe.each(analyses.map((analysis) => [analysis.id, analysis] as const))('the analysis %s', (_, analysis) => {
  testPromises(analysis);
});
