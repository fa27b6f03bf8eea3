import { ok } from '../../../src/core/failure.ts';
import type { ComparisonQuery } from '../../../src/core/version/comparison.ts';
import { ComparisonPages } from '../comparison-pages.ts';
import { definePass } from '../define-pass.ts';
import { OpenVersion, openVersion } from '../open-version.ts';

export interface CompareInput {
  /** Versions of one dataset, by their ids. */
  readonly before: string;
  readonly after: string;
}

/** How two versions of a dataset differ. The lead can then be asked for the rows. */
export default definePass({
  id: 'compare',

  async lead({ before, after }: CompareInput) {
    const [old, young] = [await openVersion(before, new OpenVersion()), await openVersion(after, new OpenVersion())];
    if (!old.ok) return old;
    if (!young.ok) return young;
    const pages = await ComparisonPages.of(old.value, young.value);
    const actions = { page: async (query: ComparisonQuery) => ok(await pages.page(query)) };
    return ok({ output: pages.counts, actions });
  },
});
