import { counted } from '../../core/amount.ts';
import { addRefusals, type Refusals, type Refused } from '../../core/conversion/refusals.ts';
import type { DatasetInfo } from '../../core/version/version.ts';
import { backUpDataset } from '../../jobs/back-up.ts';
import {
  exportVersion,
  hashFile,
  prepareExport,
  writeLeftOut,
  type ExportedFile,
  type ExportRequest,
  type ExportType,
} from '../../jobs/export-version.ts';
import type { Result } from '../../core/failure.ts';
import type { Run } from '../../jobs/run.ts';
import type { Notices } from '../frame/notices.svelte.ts';
import type { Tasks } from '../frame/tasks.svelte.ts';

export type { ExportType };

/** A file that was made, and of what. */
export interface Exported extends ExportedFile {
  readonly name: string;
  /** The download doesn't wait for it. */
  readonly sha256: 'pending' | 'stopped' | (string & {});
  readonly versionId: string;
  readonly format: string | null;
  /** What it was made of. */
  readonly request: ExportRequest;
}

/** Why rows are in none of the files of a download, with how many. */
export function refusedIn(files: readonly Exported[]): Refusals {
  const sum: Record<string, Refused> = {};
  for (const { refused } of files) addRefusals(sum, refused);
  return sum;
}

/** Rows that a download left out. */
export interface LeftOut {
  readonly blob: Blob;
  readonly rows: number;
  readonly first: readonly LeftOutRow[];
}

interface LeftOutRow {
  readonly row: number;
  readonly reason: string;
  /** The file that it would be in, where there are several. */
  readonly file?: string;
}

/** As much of a download as a browser copies in a millisecond at least, while nothing else keeps it busy. */
const COPIED_BYTES = 400_000;

/** Waits until the browser has most likely taken its copy of a download, or until the signal. */
function copied(bytes: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, bytes / COPIED_BYTES);
    const stop = (): void => {
      clearTimeout(timer);
      done();
    };
    signal.addEventListener('abort', stop, { once: true });
  });
}

const SHOWN_ROWS = 50;
const SHOWN_BYTES = 1_000_000;

/** The first rows of such a file; one that is longer than what is read of it is not shown. */
async function firstLines(blob: Blob): Promise<readonly LeftOutRow[]> {
  const lines = (await blob.slice(0, SHOWN_BYTES).text()).split('\n').slice(0, -1);
  // The pass has written them.
  return lines.slice(0, SHOWN_ROWS).map((line) => JSON.parse(line) as LeftOutRow);
}

/** Writes versions as files. */
export class Exporter {
  running = $state(false);
  last = $state.raw<Exported | null>(null);
  /** All files of the last download, in the order in which they were made. */
  made = $state.raw<readonly Exported[]>([]);
  readonly #tasks: Tasks;
  readonly #notices: Notices;

  constructor(tasks: Tasks, notices: Notices) {
    this.#tasks = tasks;
    this.#notices = notices;
    prepareExport();
  }

  /**
   * Makes several files, one after another, each handed to `save` as soon as it is there. False where one failed or was
   * cancelled, which is then said.
   */
  async writeAll(
    files: readonly { readonly request: ExportRequest; readonly name: string }[],
    save: (made: Exported) => void,
  ): Promise<boolean> {
    const done: Exported[] = [];
    const download = crypto.randomUUID();
    for (const { request, name } of files) {
      const made = await this.write(request, name, download);
      if (!made) return false;
      done.push(made);
      this.made = [...done];
      save(made);
    }
    const rows = done.reduce((sum, made) => sum + made.rows, 0);
    if (files.length > 1) this.#notices.say(`${counted(rows, 'row')} written to ${counted(files.length, 'file')}.`);
    return true;
  }

  /** Makes the file; null where that failed or was cancelled, which is then said. Files of one `download` are kept together. */
  async write(request: ExportRequest, name: string, download?: string): Promise<Exported | null> {
    this.running = true;
    const options = { name: `Writing ${name}`, writes: false, place: 'tray' } as const;
    const report = await this.#notices.run(
      () => this.#tasks.start(options, (run) => exportVersion(request, run, download)).result,
    );
    this.running = false;
    if (!report) return null;
    const made: Exported = {
      ...report,
      name,
      versionId: request.versionId,
      format: request.format,
      request,
      sha256: 'pending',
    };
    this.last = made;
    void this.#hash(made);
    this.#notices.say(`${counted(report.rows, 'row')} written to ${name}.`);
    return made;
  }

  /** The rows that files of a download left out, with their numbers and reasons; null where that failed or was cancelled. */
  async leftOut(files: readonly Exported[]): Promise<LeftOut | null> {
    const faulty = files.filter(({ refused }) => Object.keys(refused).length > 0);
    const options = { name: 'Looking for rows that were left out', writes: false, place: 'tray' } as const;
    const download = crypto.randomUUID();
    const blobs: Blob[] = [];
    const first: LeftOutRow[] = [];
    let rows = 0;
    for (const { request, name: file } of faulty) {
      const found = await this.#notices.run(
        () => this.#tasks.start(options, (run) => writeLeftOut(request, run, download)).result,
      );
      if (found === undefined) return null;
      rows += found.rows;
      blobs.push(found.blob);
      if (first.length >= SHOWN_ROWS) continue;
      const lines = await firstLines(found.blob);
      first.push(...(files.length === 1 ? lines : lines.map((line) => ({ ...line, file }))));
    }
    return { blob: new Blob(blobs), rows, first: first.slice(0, SHOWN_ROWS) };
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

  /** Once the file is saved: somebody waits for that, and for its digest nobody. */
  async #hash(made: Exported): Promise<void> {
    const options = { name: `SHA-256 of ${made.name}`, writes: false, place: 'tray' } as const;
    const work = async (run: Run): Promise<Result<string>> => {
      await copied(made.bytes, run.signal);
      return hashFile(made.blob, run);
    };
    const result = await this.#tasks.start(options, work).result;
    if (this.last === made) this.last = { ...made, sha256: result.ok ? result.value : 'stopped' };
  }
}
