import { mapColumns } from '../../core/example/mapping.ts';
import type { MeaningClues } from '../../core/example/meaning-clues.ts';
import type { NamedRoles } from '../../core/example/named-roles.ts';
import { detectFormats } from '../../core/example/row-format.ts';
import type { Json } from '../../core/json.ts';
import type { Mapping } from '../../core/example/mapping.ts';
import { splitOfName } from '../../core/split/split-of-name.ts';
import type { DatasetInfo, VersionInfo } from '../../core/version/version.ts';
import type { ImportRequest } from '../../jobs/import-files.ts';
import type { Reader } from '../../jobs/reader.ts';
import { type EarlierMeaning, findMeaning } from '../../store/versions/meanings.ts';
import { FileDraft } from './file-draft.svelte.ts';

export type Grouping = 'one dataset' | 'one each';

/** A dataset that is there, to whose end the rows go. */
export interface Destination {
  readonly dataset: Pick<DatasetInfo, 'id' | 'name'>;
  readonly head: Pick<VersionInfo, 'columns' | 'mapping' | 'format'>;
}

/** One or several files between choosing and importing. */
export class ImportDraft {
  readonly files: readonly FileDraft[];
  /** Files of an archive that are no data, by name. */
  readonly leftOut: readonly string[];
  name: string;
  /** Which file's settings and rows are shown. */
  shown = $state(0);
  /** Where the rows go; null for a dataset of their own. */
  into = $state.raw<Destination | null>(null);
  /** Whether the fields behind the one line of what was found are shown. */
  open = $state(false);
  /** The user's choice; until then what the names of the files say. */
  #grouping = $state.raw<Grouping | null>(null);
  /** What the rows of an earlier dataset with these columns mean. */
  earlier = $state.raw<EarlierMeaning | null>(null);
  /** The user's choice of columns; until then those that were found. */
  #mapping = $state.raw<Mapping | null>(null);
  /** The user's choice of format, undefined for columns as they are; null until then. */
  #format = $state.raw<string | undefined | null>(null);

  /** All columns of all files, in order of first appearance. Kept: a file may have 100,000, and many ask. */
  readonly columns: readonly string[] = $derived([
    ...new Set(this.chosen.flatMap(({ preview }) => preview?.columns ?? [])),
  ]);

  /** What was found or chosen, as far as the columns are there. Kept like those. */
  readonly mapping: Mapping = $derived.by(() => {
    const found = this.#mapping ?? this.chosen[0]?.preview?.mapping ?? { input: null, output: null };
    const known = new Set(this.columns);
    return mapColumns(found, (column) => (known.has(column) ? column : null));
  });

  constructor(
    files: readonly File[],
    reader: Reader,
    leftOut: readonly string[] = [],
    into: Destination | null = null,
  ) {
    this.files = files.map((file) => new FileDraft(file, reader));
    this.into = into;
    this.leftOut = leftOut;
    this.name = $state(bareName(files[0]?.name ?? ''));
  }

  /** Reads the first rows of all files. */
  async read(): Promise<void> {
    await Promise.all(this.files.map((file) => file.read().then(this.#lookBack)));
  }

  readonly #lookBack = async (): Promise<void> => {
    // A help that can fail: the dialog works without it.
    const found = this.ready ? await findMeaning(this.columns).catch(() => undefined) : undefined;
    this.earlier = found ?? null;
  };

  /** Takes over what the rows of an earlier dataset mean. */
  takeEarlier = (): void => {
    if (!this.earlier) return;
    this.#mapping = this.earlier.mapping;
    this.#format = this.earlier.format;
    this.earlier = null;
  };

  /** The files that are to be imported. */
  get chosen(): readonly FileDraft[] {
    return this.files.length === 1 ? this.files : this.files.filter(({ included }) => included);
  }

  /** Two files whose names are those of a split: together, what is tested on would be learnt. */
  get looksSplit(): boolean {
    return new Set(this.chosen.flatMap(({ file }) => splitOfName(file.name) ?? [])).size > 1;
  }

  get grouping(): Grouping {
    if (this.#grouping !== null) return this.#grouping;
    return this.looksSplit ? 'one each' : 'one dataset';
  }

  group = (grouping: Grouping): void => {
    this.#grouping = grouping;
  };

  get isOneDataset(): boolean {
    return this.into !== null || this.chosen.length <= 1 || this.grouping === 'one dataset';
  }

  /** Says where the rows go: to the end of a dataset, or with null into one of their own. */
  goInto = (into: Destination | null): void => {
    this.into = into;
  };

  get title(): string {
    const [first] = this.files;
    return this.files.length === 1 && first ? first.file.name : `${String(this.files.length)} files`;
  }

  get file(): FileDraft | undefined {
    return this.files[this.shown];
  }

  get sameColumns(): boolean {
    const count = this.columns.length;
    return this.chosen.every(({ preview }) => preview !== null && new Set(preview.columns).size === count);
  }

  /** What the rows will mean: as of the dataset whose rows they become, or as it was found and chosen. */
  get meaning(): Pick<VersionInfo, 'mapping' | 'format'> {
    const { mapping, format } = this.into?.head ?? this;
    return { mapping, format };
  }

  /** The format that is chosen, or that the first file was found to have; undefined for columns as they are. */
  get format(): string | undefined {
    if (this.#format !== null) return this.#format;
    return this.chosen[0]?.preview?.format?.id;
  }

  /** Why this column: found by its name, or chosen. */
  reasonFor(role: 'input' | 'output'): string {
    const column = this.mapping[role];
    if (this.#mapping !== null && this.#mapping[role] !== this.chosen[0]?.preview?.mapping[role])
      return 'Chosen by you.';
    if (column !== null) return 'Chosen by its name.';
    return role === 'output'
      ? 'Not found. Choose the column with the answers.'
      : 'Not found. Choose the column with the questions.';
  }

  choose = (mapping: Mapping): void => {
    this.#mapping = mapping;
  };

  /** What the first rows of the first file that is to be imported show. */
  get clues(): MeaningClues {
    return this.chosen[0]?.preview?.clues ?? { places: [], unknownRoles: [], areTurns: false };
  }

  /** Says who speaks under names that nobody knows, and looks again which format the rows have. */
  chooseRoles = (roles: NamedRoles): void => {
    this.#mapping = { ...this.mapping, roles };
    const found = formatWith(roles, this.chosen[0]);
    if (found !== undefined) this.#format = found;
  };

  /** Why this format: found by looking at rows, or chosen. */
  get formatReason(): string {
    const found = this.chosen[0]?.preview?.format ?? null;
    if (this.#format !== null && this.#format !== found?.id) return 'Chosen by you.';
    return found?.reason ?? 'No known format. Choose the columns below.';
  }

  chooseFormat = (format: string | undefined): void => {
    this.#format = format;
  };

  get ready(): boolean {
    const { chosen } = this;
    return (
      chosen.length > 0 &&
      chosen.every(({ preview, failure, loading }) => preview !== null && failure === null && !loading)
    );
  }

  /** What to import: one dataset, or one for each file. */
  requests(): readonly ImportRequest[] {
    const files = this.chosen.map(({ file, settings }) => ({ file, settings: $state.snapshot(settings) }));
    if (this.isOneDataset) {
      // Parts of a split stay told apart.
      const told = this.looksSplit ? files.map((each) => ({ ...each, side: splitOfName(each.file.name) })) : files;
      const { into, mapping, format } = this;
      if (into) return [{ name: into.dataset.name, files: told, mapping, format, into: into.dataset.id }];
      return [{ name: this.name.trim() || this.title, files: told, mapping, format }];
    }
    const names = files.map(({ file }) => bareName(file.name));
    const isAlone = (name: string): boolean => names.indexOf(name) === names.lastIndexOf(name);
    // Of what is chosen only who speaks is chosen for all.
    const { roles } = this.#mapping ?? {};
    return files.map((each, index) => ({
      name: isAlone(names[index] ?? '') ? (names[index] ?? '') : wholeName(each.file.name),
      files: [each],
      mapping: { ...(this.chosen[index]?.preview?.mapping ?? { input: null, output: null }), ...(roles && { roles }) },
      format: (roles && formatWith(roles, this.chosen[index])) ?? this.chosen[index]?.preview?.format?.id,
    }));
  }
}

/** The format of a file's first rows where these are who speaks in them. */
function formatWith(roles: NamedRoles, file: FileDraft | undefined): string | undefined {
  // What a preview holds is JSON.
  const rows = (file?.preview?.rows ?? []).map((row) => JSON.parse(row) as Json);
  return detectFormats(rows, roles)?.id;
}

/** "data/train.csv" → "train". */
function bareName(fileName: string): string {
  return fileName
    .replace(/^.*[\\/]/, '')
    .replace(/(?<=.)\.gz$/i, '')
    .replace(/(?<=.)\.[^.]+$/, '');
}

/** "train/rows.csv" → "train rows", for files that are called alike in several folders. */
function wholeName(fileName: string): string {
  const folders = fileName.split(/[\\/]/).slice(0, -1);
  return [...folders, bareName(fileName)].join(' ');
}
