import '../../support/fake-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { judgeRows, readJudged } from '../../../src/store/versions/judge.ts';
import { emptyDatabase, importRows, readTexts } from '../../support/stored.ts';

const ROWS = Array.from({ length: 5_000 }, (_, row) => `{"a":${row}}`);

beforeEach(emptyDatabase);

async function judge(datasetId: string, ...judgements: readonly (readonly [number, string | null])[]): Promise<string> {
  const result = await judgeRows(
    datasetId,
    'triage',
    judgements.map(([position, value]) => ({ position, value })),
  );
  if (!result.ok) throw new Error(result.failure.kind);
  return result.value.id;
}

async function judged(versionId: string): Promise<unknown> {
  const { positions, codes, dictionary } = await readJudged(versionId, 'triage');
  return Array.from(positions, (position, at) => [position, dictionary[(codes[at] ?? 0) - 1]]);
}

describe('rows that are judged', () => {
  it('have their values, several in one version, and stay as they are', async () => {
    const { datasetId, id } = await importRows(ROWS, { blockBytes: 4_000 });
    expect(await judged(id)).toEqual([]);
    const first = await judge(datasetId, [4_999, 'keep'], [3, 'remove'], [3, 'keep'], [70, 'marked']);
    expect(await judged(first)).toEqual([
      [3, 'keep'],
      [70, 'marked'],
      [4_999, 'keep'],
    ]);
    const second = await judge(datasetId, [3, null], [71, 'remove']);
    expect(await judged(second)).toEqual([
      [70, 'marked'],
      [71, 'remove'],
      [4_999, 'keep'],
    ]);
    expect(await readTexts(second)).toEqual(ROWS);
  });
});
