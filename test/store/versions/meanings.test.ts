import '../../support/fake-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { binDataset } from '../../../src/store/datasets.ts';
import { setMeaning } from '../../../src/store/versions/history.ts';
import { findMeaning } from '../../../src/store/versions/meanings.ts';
import { emptyDatabase, importRows } from '../../support/stored.ts';

beforeEach(emptyDatabase);

describe('findMeaning', () => {
  it('finds the dataset with just these columns, in any order', async () => {
    const { datasetId, columns } = await importRows(['{"q":"1","a":"2"}']);
    const meaning = { mapping: { input: 'q', output: 'a', template: '{{q}}?' }, format: undefined };
    await setMeaning(datasetId, 1, meaning, 'Input: q');
    expect(await findMeaning([...columns].reverse())).toMatchObject(meaning);
    expect(await findMeaning([...columns, 'more'])).toBeUndefined();
    expect(await findMeaning(columns.slice(1))).toBeUndefined();
  });

  it('passes over what lies in the bin', async () => {
    const { datasetId, columns } = await importRows(['{"q":"1"}']);
    await binDataset(datasetId);
    expect(await findMeaning(columns)).toBeUndefined();
  });
});
