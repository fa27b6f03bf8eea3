import type { Failure } from '../../core/failure.ts';
import { DEFAULT_SETTINGS, type FilePreview, type ReadSettings } from '../../core/filetypes/settings.ts';
import type { Reader } from '../../jobs/reader.ts';

/** A file that is about to be imported: how it would be read, and its first rows. */
export class FileDraft {
  readonly file: File;
  preview = $state.raw<FilePreview | null>(null);
  failure = $state.raw<Failure | null>(null);
  loading = $state(true);
  /** False for one of several that is not to be imported. */
  included = $state(true);
  #wanted: Partial<ReadSettings> = {};
  #latest = 0;
  readonly #reader: Reader;

  constructor(file: File, reader: Reader) {
    this.file = file;
    this.#reader = reader;
  }

  /** Reads the head again, with some settings chosen by the user; the others are found out again. */
  read = async (wanted: Partial<ReadSettings> = {}): Promise<void> => {
    const turn = ++this.#latest;
    this.#wanted = { ...this.#wanted, ...wanted };
    this.loading = true;
    const result = await this.#reader.preview(this.file, this.#wanted);
    if (turn !== this.#latest) return;
    this.loading = false;
    this.failure = result.ok ? (result.value.problem ?? null) : result.failure;
    if (result.ok) this.preview = result.value;
  };

  /** Chosen, found, or a plain guess: what the fields show even where the file couldn't be read that way. */
  get settings(): ReadSettings {
    const found = this.preview?.settings ?? DEFAULT_SETTINGS;
    return { ...found, ...this.#wanted };
  }
}
