import '../../support/fake-browser.ts';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { deleteDataset } from '../../../src/store/datasets.ts';
import { countRecords, emptyDatabase } from '../../support/stored.ts';
import { checkVersions, findStrayBlocks, type Model } from '../../support/model-check.ts';
import { type Act, ACTS, perform } from '../../support/model-acts.ts';

const RUNS = 300;
/** Half a minute of computing, on a machine that may do much else. */
const LIMIT_MS = 10 * 60_000;

beforeEach(emptyDatabase);

const act: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom(...ACTS),
  dataset: fc.nat(),
  at: fc.nat(),
  what: fc.nat(),
  rows: fc.array(fc.nat(11), { minLength: 1, maxLength: 6 }),
});

describe('any sequence of changes', () => {
  it(
    'leaves every version as it was made, with a recipe that replays to its digest, and no block that nothing needs',
    async () => {
      const sequence = fc.array(act, { minLength: 2, maxLength: 12 });
      await fc.assert(
        fc.asyncProperty(sequence, async (acts) => {
          const model: Model = new Map();
          await perform(model, { kind: 'import', dataset: 0, at: 0, what: 0, rows: [0, 1, 2, 1, 3] });
          for (const each of acts) await perform(model, each);
          await checkVersions(model);
          expect(await findStrayBlocks()).toEqual([]);
          for (const id of model.keys()) await deleteDataset(id);
          expect(await countRecords()).toEqual({});
        }),
        // Shrinking would take longer than the test: a sequence that fails is printed as it is.
        { numRuns: RUNS, endOnFailure: true },
      );
    },
    LIMIT_MS,
  );
});
