import { counted } from '../../core/amount.ts';
import type { Result } from '../../core/failure.ts';
import { isBackup, restoreDataset } from '../../jobs/back-up.ts';
import { importFiles, prepareImport, type ImportRequest } from '../../jobs/import-files.ts';
import type { Reader, Unpacked } from '../../jobs/reader.ts';
import { loadSample, samples, type Sample } from '../../services/samples.ts';
import type { Opened } from '../dataset/opened.svelte.ts';
import type { Destination, ImportDraft } from './import-draft.svelte.ts';
import { Turns } from './turns.ts';
import type { Notices } from '../frame/notices.svelte.ts';
import type { Router } from '../frame/router.svelte.ts';
import type { StorageUse } from '../frame/storage.svelte.ts';
import { takeRaterFiles } from '../raters/take-rater-files.ts';
import type { Task } from '../frame/task.svelte.ts';
import type { Tasks } from '../frame/tasks.svelte.ts';

interface Parts {
  readonly reader: Reader;
  readonly tasks: Tasks;
  readonly notices: Notices;
  readonly router: Router;
  readonly storage: StorageUse;
  readonly opened: Opened;
}

/** More of a file's rows in quarantine, and the import may not be what was meant. */
const MOST_LOST = 0.05;
/** What takes less needs no dialog of its own. */
const SHOW_AFTER_MS = 300;

/** From files to datasets: the dialog that is open, and the imports that run. */
export class Importer {
  draft = $state.raw<ImportDraft | null>(null);
  /** The archive that is being unpacked, once that takes long enough to be looked at. */
  unpacking = $state.raw<Task | null>(null);
  /** The dataset that was opened by its import: what was found in it is shown above its rows, until it is put away. */
  fresh = $state<string | null>(null);
  /** The dataset whose pages begin with hints for somebody who is new; null once they are put away. */
  hintsFor = $state<string | null>(null);
  /** True once files are about to be chosen: from then on the dialog is loaded. */
  expected = $state(false);
  readonly #parts: Parts;
  readonly #turns = new Turns();
  #endTurn: () => void = () => undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Someone is about to choose files: what reads their first rows is made ready. */
  expect = (): void => {
    this.#parts.reader.start();
    if (this.expected) return;
    this.expected = true;
    // It knows every format, which the first page does not need.
    void import('./import-draft.svelte.ts');
  };

  /** Files are being chosen or dragged, which takes longer than the workers of an import need to start. */
  near = (): void => {
    this.expect();
    void import('./import-draft.svelte.ts').then(prepareImport);
  };

  /**
   * Restores backups and opens what raters exchange at once, unpacks archives, and shows what the other files would become, or
   * add to a dataset. Files that are chosen while others are still unpacked or shown come after those.
   */
  choose = async (files: readonly File[], into: Destination | null = null): Promise<void> => {
    this.expect();
    const name = nameOf(files);
    const { last } = this.#turns;
    if (last !== null) this.#parts.notices.say(`${name} ${files.length === 1 ? 'opens' : 'open'} after ${last}.`);
    const end = await this.#turns.take(name);
    const backups = await this.#show(files, into, end);
    for (const backup of backups) await this.#restore(backup);
  };

  /** Gives the backups among the files. `end` is called once the dialog of the others is closed, or where there is none. */
  async #show(files: readonly File[], into: Destination | null, end: () => void): Promise<readonly File[]> {
    let isShown = false;
    try {
      const kinds = await Promise.all(files.map(isBackup));
      const { files: found, leftOut } = await this.#unpack(files.filter((_, index) => !kinds[index]));
      const others = await takeRaterFiles(found, this.#parts);
      if (others.length > 0) {
        const { ImportDraft: Draft } = await import('./import-draft.svelte.ts');
        this.draft = new Draft(others, this.#parts.reader, leftOut, into);
        this.#endTurn = end;
        isShown = true;
        // Where nobody came near, not before the first rows are there: they are what is waited for.
        void this.draft.read().then(prepareImport);
      }
      return files.filter((_, index) => kinds[index]);
    } finally {
      if (!isShown) end();
    }
  }

  /** Rows that were copied elsewhere: what they are is found out as of a file. */
  chooseText = (text: string): Promise<void> => this.choose([new File([text], 'pasted.txt', { type: 'text/plain' })]);

  /** The files with those of the archives among them in their place. An archive that can't be read is said, and left out. */
  async #unpack(files: readonly File[]): Promise<Unpacked> {
    const { reader, notices } = this.#parts;
    const found: File[] = [];
    const leftOut: string[] = [];
    for (const file of files) {
      const isArchive = await reader.isArchive(file);
      const result = isArchive.ok && isArchive.value ? await this.#unpackOne(file) : null;
      if (result === null) found.push(file);
      else if (result.ok) {
        found.push(...(result.value?.files ?? [file]));
        leftOut.push(...(result.value?.leftOut ?? []));
      } else {
        notices.fail(result.failure);
        // Who cancels one of several wants none of them.
        if (result.failure.kind === 'cancelled') return { files: [], leftOut: [] };
      }
    }
    return { files: found, leftOut };
  }

  async #unpackOne(file: File): Promise<Result<Unpacked | null>> {
    const { reader, tasks } = this.#parts;
    const options = { name: `Unpacking ${file.name}`, writes: false, place: 'page' } as const;
    const { task, result } = tasks.start(options, (run) => reader.unpack(file, run));
    const timer = setTimeout(() => (this.unpacking = task), SHOW_AFTER_MS);
    const unpacked = await result;
    clearTimeout(timer);
    this.unpacking = null;
    return unpacked;
  }

  async #restore(file: File): Promise<void> {
    const { tasks, notices, router, storage } = this.#parts;
    const options = { name: `Restoring ${file.name}`, writes: true, place: 'tray' } as const;
    const restored = await notices.run(() => tasks.start(options, (run) => restoreDataset(file, run)).result);
    await storage.refresh();
    if (!restored) return;
    const { name, versions, datasetId } = restored;
    const open = { label: 'Open', run: () => router.go('datasets', datasetId, 'rows') };
    notices.say(`${name} is restored, with ${counted(versions, 'version')}.`, open);
  }

  readonly samples = samples;

  /** Opens a sample at once: nothing about it has to be chosen. */
  trySample = async (sample: Sample): Promise<void> => {
    const { notices, reader } = this.#parts;
    const file = await notices.run(() => loadSample(sample));
    if (!file) return;
    const { ImportDraft: Draft } = await import('./import-draft.svelte.ts');
    const draft = new Draft([file], reader);
    await draft.read();
    const [datasetId] = await this.#startWith(draft);
    if (datasetId !== undefined) this.hintsFor = datasetId;
  };

  close = (): void => {
    this.draft = null;
    this.#endTurn();
  };

  /** Imports what the dialog shows; several datasets one after another. */
  start = async (): Promise<void> => {
    const { draft } = this;
    this.close();
    if (draft) await this.#startWith(draft);
  };

  /** Gives the ids of the datasets that were made. */
  async #startWith(draft: ImportDraft): Promise<readonly string[]> {
    const requests = draft.requests();
    // "Alpaca: 198 of 200 rows have …" names it.
    const [format] = draft.formatReason.split(':');
    const isKnown = draft.format !== undefined;
    const from = location.hash;
    const made: string[] = [];
    const { notices } = this.#parts;
    let failed = false;
    for (const request of requests) {
      const done = await this.#import(request);
      if (!done.ok) {
        // Who cancels one of several wants none of the rest; a file that fails keeps no other out.
        if (done.failure.kind === 'cancelled') break;
        failed = true;
        continue;
      }
      // A success makes failures old, but not those of files that were chosen together with it.
      if (!failed) notices.forgive();
      made.push(done.value.datasetId);
      // whoever has gone on to another page is not called back
      const opens = requests.length === 1 && location.hash === from;
      if (opens) this.#open(done.value.datasetId, request.into !== undefined);
      this.#say(request, done, opens, isKnown ? format : undefined);
    }
    await this.#parts.storage.refresh();
    return made;
  }

  /** Shows the rows; of a dataset that is open they are on the page already. */
  #open(datasetId: string, isAdded: boolean): void {
    const { router, opened } = this.#parts;
    if (!isAdded) this.fresh = datasetId;
    if (opened.current?.id !== datasetId) router.go('datasets', datasetId, 'rows');
  }

  async #import(request: ImportRequest): ReturnType<typeof importFiles> {
    const { tasks, notices } = this.#parts;
    const options = { name: `Importing ${request.name}`, writes: true, place: 'tray' } as const;
    const result = await tasks.start(options, (run) => importFiles(request, run)).result;
    if (!result.ok) notices.fail(result.failure);
    return result;
  }

  #say(
    { name, into }: ImportRequest,
    { value }: Extract<Awaited<ReturnType<typeof importFiles>>, { ok: true }>,
    isOpened: boolean,
    format: string | undefined,
  ): void {
    const { notices, router, opened } = this.#parts;
    const { added, quarantined: lost } = value;
    const quarantined = lost > 0 ? `, ${counted(lost, 'line')} in quarantine` : '';
    const deed = into === undefined ? 'imported as' : 'added to';
    const text = `${counted(added, 'row')} ${deed} ${name}${quarantined}.`;
    const open = { label: 'Open', run: () => router.go('datasets', value.datasetId, 'rows') };
    if (lost > (added + lost) * MOST_LOST) {
      const look = { label: 'Look at them', run: () => router.go('datasets', value.datasetId, 'quarantine') };
      notices.doubt(text, 'That’s a lot. Check whether the file should be read differently.', look);
    } else if (into !== undefined && opened.current?.id === into) opened.current.say(text, value.version);
    else notices.say(text, isOpened ? null : open, format === undefined ? '' : `Read as ${format}.`);
  }
}

function nameOf(files: readonly File[]): string {
  return files.length === 1 ? (files[0]?.name ?? '') : counted(files.length, 'file');
}
