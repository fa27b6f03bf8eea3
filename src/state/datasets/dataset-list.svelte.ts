import type { DatasetInfo, VersionInfo } from '../../core/version/version.ts';
import { duplicateDataset } from '../../jobs/back-up.ts';
import { binDataset, deleteDataset, listDatasets, renameDataset, unbinDataset } from '../../store/datasets.ts';
import { countVersions, getVersion } from '../../store/versions/versions.ts';
import { Live } from '../frame/live.svelte.ts';
import type { Notices } from '../frame/notices.svelte.ts';
import type { Tasks } from '../frame/tasks.svelte.ts';

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
  readonly #tasks: Tasks;

  constructor(notices: Notices, tasks: Tasks) {
    this.#notices = notices;
    this.#tasks = tasks;
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
      this.#notices.say(`Renamed “${dataset.name}” to “${name}”.`, {
        label: 'Undo',
        run: () => void this.#notices.attempt(() => renameDataset(dataset.id, dataset.name)),
      });
    });

  /** Makes a dataset of its own of one, with all its versions: the way a backup goes, without a file in between. */
  duplicate = async ({ id, name }: DatasetInfo): Promise<void> => {
    const options = { name: `Duplicating ${name}`, writes: true, place: 'tray' } as const;
    const copy = await this.#notices.run(() => this.#tasks.start(options, (run) => duplicateDataset(id, run)).result);
    if (copy) this.#notices.say(`${name} duplicated as ${copy.name}.`);
  };

  bin = (dataset: DatasetInfo): Promise<void> =>
    this.#notices.attempt(async () => {
      await binDataset(dataset.id);
      this.#notices.say(`${dataset.name} deleted.`, { label: 'Undo', run: () => void this.unbin(dataset) });
    });

  unbin = (dataset: DatasetInfo): Promise<void> =>
    this.#notices.attempt(async () => {
      await unbinDataset(dataset.id);
      this.#notices.say(`${dataset.name} restored.`);
    });

  deletePermanently = (dataset: DatasetInfo): Promise<void> =>
    this.#notices.attempt(async () => {
      await deleteDataset(dataset.id);
      this.#notices.say(`${dataset.name} deleted permanently.`);
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
