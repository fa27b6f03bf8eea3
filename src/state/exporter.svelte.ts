import { counted } from '../core/amount.ts';
import type { DatasetInfo } from '../core/version/version.ts';
import { backUpDataset } from '../jobs/back-up.ts';
import {
  exportVersion,
  hashFile,
  prepareExport,
  type ExportedFile,
  type ExportRequest,
  type ExportType,
} from '../jobs/export-version.ts';
import type { Notices } from './notices.svelte.ts';
import type { Tasks } from './tasks.svelte.ts';

export type { ExportType };

/** A file that was made, and of what. */
export interface Exported extends ExportedFile {
  readonly name: string;
  /** The download doesn't wait for it. */
  readonly sha256: 'pending' | 'stopped' | (string & {});
  readonly versionId: string;
}

/** Writes versions as files. */
export class Exporter {
  running = $state(false);
  last = $state.raw<Exported | null>(null);
  readonly #tasks: Tasks;
  readonly #notices: Notices;

  constructor(tasks: Tasks, notices: Notices) {
    this.#tasks = tasks;
    this.#notices = notices;
    prepareExport();
  }

  /** Makes the file; null where that failed or was cancelled, which is then said. */
  async write(request: ExportRequest, name: string): Promise<Exported | null> {
    this.running = true;
    const options = { name: `Writing ${name}`, writes: false, place: 'tray' } as const;
    const report = await this.#notices.run(
      () => this.#tasks.start(options, (run) => exportVersion(request, run)).result,
    );
    this.running = false;
    if (!report) return null;
    const made: Exported = { ...report, name, versionId: request.versionId, sha256: 'pending' };
    this.last = made;
    void this.#hash(made);
    this.#notices.say(`${counted(report.rows, 'row')} written to ${name}.`);
    return made;
  }

  /** A dataset with all its versions as one file; null where that failed or was cancelled, which is then said. */
  async backUp({ id, name }: DatasetInfo): Promise<Blob | null> {
    this.running = true;
    const options = { name: `Backing up ${name}`, writes: false, place: 'tray' } as const;
    const blob = await this.#notices.run(() => this.#tasks.start(options, (run) => backUpDataset(id, run)).result);
    this.running = false;
    if (!blob) return null;
    this.#notices.say(`${name} is backed up with all its versions.`);
    return blob;
  }

  async #hash(made: Exported): Promise<void> {
    const options = { name: `SHA-256 of ${made.name}`, writes: false, place: 'tray' } as const;
    const result = await this.#tasks.start(options, (run) => hashFile(made.blob, run)).result;
    if (this.last === made) this.last = { ...made, sha256: result.ok ? result.value : 'stopped' };
  }
}
