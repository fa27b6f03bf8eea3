import type { Mapping } from '../core/step.ts';
import type { ImportRequest } from '../jobs/import-files.ts';
import type { Reader } from '../jobs/reader.ts';
import { FileDraft } from './file-draft.svelte.ts';

export type Grouping = 'one dataset' | 'one each';

/** One or several files between choosing and importing. */
export class ImportDraft {
  readonly files: readonly FileDraft[];
  name: string;
  /** Which file's settings and rows are shown. */
  shown = $state(0);
  grouping = $state<Grouping>('one dataset');
  /** The user's choice of columns; until then those that were found. */
  #mapping = $state.raw<Mapping | null>(null);

  constructor(files: readonly File[], reader: Reader) {
    this.files = files.map((file) => new FileDraft(file, reader));
    this.name = $state(bareName(files[0]?.name ?? ''));
  }

  read(): void {
    for (const file of this.files) void file.read();
  }

  get title(): string {
    const [first] = this.files;
    return this.files.length === 1 && first ? first.file.name : `${String(this.files.length)} files`;
  }

  get file(): FileDraft | undefined {
    return this.files[this.shown];
  }

  /** All columns of all files, in order of first appearance. */
  get columns(): readonly string[] {
    return [...new Set(this.files.flatMap(({ preview }) => preview?.columns ?? []))];
  }

  get sameColumns(): boolean {
    const count = this.columns.length;
    return this.files.every(({ preview }) => preview !== null && new Set(preview.columns).size === count);
  }

  get mapping(): Mapping {
    const found = this.#mapping ?? this.files[0]?.preview?.mapping ?? { input: null, output: null };
    const known = (column: string | null): string | null =>
      column !== null && this.columns.includes(column) ? column : null;
    return { input: known(found.input), output: known(found.output) };
  }

  /** Why this column: found by its name, or chosen. */
  reasonFor(role: 'input' | 'output'): string {
    const column = this.mapping[role];
    if (this.#mapping !== null && this.#mapping[role] !== this.files[0]?.preview?.mapping[role])
      return 'Chosen by you.';
    if (column !== null) return `“${column}” is a usual name for it.`;
    return `No column has a usual name for it. Steps that work on the ${role} will need one.`;
  }

  choose = (mapping: Mapping): void => {
    this.#mapping = mapping;
  };

  get ready(): boolean {
    return this.files.every(({ preview, failure, loading }) => preview !== null && failure === null && !loading);
  }

  /** What to import: one dataset, or one for each file. */
  requests(): readonly ImportRequest[] {
    const files = this.files.map(({ file, settings }) => ({ file, settings: $state.snapshot(settings) }));
    if (this.files.length === 1 || this.sameColumns || this.grouping === 'one dataset')
      return [{ name: this.name.trim() || this.title, files, mapping: this.mapping }];
    return files.map((each, index) => ({
      name: bareName(each.file.name),
      files: [each],
      mapping: this.files[index]?.preview?.mapping ?? { input: null, output: null },
    }));
  }
}

/** "data/train.csv" → "train". */
function bareName(fileName: string): string {
  return fileName.replace(/^.*[\\/]/, '').replace(/(?<=.)\.[^.]+$/, '');
}
