import type { DatasetInfo, VersionInfo } from '../../core/version/version.ts';
import { binDataset, deleteDataset, listDatasets, renameDataset, unbinDataset } from '../../store/datasets.ts';
import { countVersions, getVersion } from '../../store/versions/versions.ts';
import { Live } from '../frame/live.svelte.ts';
import type { Notices } from '../frame/notices.svelte.ts';

/** A dataset as the list shows it. */
export interface Listed {
  readonly dataset: DatasetInfo;
  readonly head: VersionInfo | undefined;
  readonly versions: number;
}

/** All datasets, last changed first, and those in the bin. */
export class DatasetList {
  readonly live = new Live(loadListed);
  readonly #notices: Notices;

  constructor(notices: Notices) {
    this.#notices = notices;
  }

  get present(): readonly Listed[] {
    return (this.live.current ?? []).filter(({ dataset }) => dataset.deletedAt === null);
  }

  get binned(): readonly Listed[] {
    return (this.live.current ?? []).filter(({ dataset }) => dataset.deletedAt !== null);
  }

  rename = (dataset: DatasetInfo, name: string): Promise<void> =>
    this.#notices.attempt(async () => {
      await renameDataset(dataset.id, name);
      this.#notices.say(`${dataset.name} is now called ${name}.`, {
        label: 'Undo',
        run: () => void this.#notices.attempt(() => renameDataset(dataset.id, dataset.name)),
      });
    });

  bin = (dataset: DatasetInfo): Promise<void> =>
    this.#notices.attempt(async () => {
      await binDataset(dataset.id);
      this.#notices.say(`${dataset.name} deleted.`, { label: 'Undo', run: () => void this.unbin(dataset) });
    });

  unbin = (dataset: DatasetInfo): Promise<void> =>
    this.#notices.attempt(async () => {
      await unbinDataset(dataset.id);
      this.#notices.say(`${dataset.name} is back.`);
    });

  deleteForGood = (dataset: DatasetInfo): Promise<void> =>
    this.#notices.attempt(async () => {
      await deleteDataset(dataset.id);
      this.#notices.say(`${dataset.name} deleted for good.`);
    });
}

async function loadListed(): Promise<readonly Listed[]> {
  const datasets = await listDatasets();
  return Promise.all(
    datasets.map(async (dataset) => {
      const [head, versions] = await Promise.all([getVersion(dataset.headId), countVersions(dataset.id)]);
      return { dataset, head, versions };
    }),
  );
}
