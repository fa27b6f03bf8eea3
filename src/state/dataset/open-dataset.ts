import { createContext } from 'svelte';
import type { DatasetInfo, VersionInfo } from '../../core/version/version.ts';
import type { Dataset } from './dataset.svelte.ts';
import type { SectionCounts } from './section-counts.svelte.ts';

/** What the pages of a dataset share: it is stored, and its head is known. */
export interface OpenDataset {
  readonly dataset: Dataset;
  readonly info: DatasetInfo;
  readonly head: VersionInfo;
  /** Figures beside the links of its pages: `counts.tell('duplicates', 14)`. */
  readonly counts: SectionCounts;
}

export const [useDataset, provideDataset] = createContext<OpenDataset>();
