import type { ReadSettings } from '../filetypes/settings.ts';
import type { Json } from '../json.ts';
import type { Mapping } from '../example/mapping.ts';
import type { RecipeStep, StepLog } from './version.ts';

/**
 * The steps of a version's log that are not cleaning steps. They are made by importing, editing and marking, never added to
 * a recipe by hand, so they are described here and not in `core/steps`.
 *
 * What a step wrote (texts, which rows are marked) may be as large as the dataset. The log, which the screen watches, keeps
 * hashes and counts in its place; the contents are in the version's rows and marks, and `store/versions/read-replay` puts
 * them back in under `texts` and `rows`. Only such a whole recipe can be replayed elsewhere. Hashes, row numbers and names
 * are the same on any machine; row ids never occur.
 */
export interface ChangeParams {
  /** Reads files into a new dataset and says what their rows mean. */
  readonly import: { readonly files: readonly FileRead[] } & StoredMeaning;
  /** Reads more files to the end of the rows. */
  readonly append: { readonly files: readonly FileRead[] };
  readonly 'set-mapping': StoredMeaning;
  /** Replaces rows by what was written by hand. */
  readonly 'edit-rows': { readonly edits: readonly RowEdit[]; readonly texts?: readonly string[] };
  /** Adds rows at the end; `name` stands for the file that they did not come from, `hashes` are theirs. */
  readonly 'add-rows': {
    readonly name: string;
    readonly hashes: readonly string[];
    readonly texts?: readonly string[];
  };
  /** Gives rows a value of a mark or, with `null`, takes it from them. `digest` is that of the mark after it. */
  readonly 'set-marks': {
    readonly mark: string;
    readonly count: number;
    readonly digest: string;
    readonly rows?: readonly MarkedRows[];
  };
}

export type ChangeId = keyof ChangeParams;

/** A file and how it was read. `name` is its own within the recipe, even where two files are called the same. */
export interface FileRead {
  readonly name: string;
  readonly settings: ReadSettings;
}

interface StoredMeaning {
  readonly mapping: Mapping;
  readonly format?: string | undefined;
}

/** Where a row comes from: a name of `FileRead` or `add-rows`, and the 1-based number among its rows. */
export interface RowSource {
  readonly file: string;
  readonly row: number;
}

/**
 * One edited row. It is found by the hash of its bytes before; of several such rows it is the one from this place, and of
 * rows that one row became the one at this position.
 */
export interface RowEdit extends RowSource {
  readonly before: string;
  /** 0-based, in the list that was edited. */
  readonly position: number;
  readonly after: string;
}

/** Neighbouring rows of a file, from this one on, that get the same value. */
export interface MarkedRows extends RowSource {
  readonly count: number;
  readonly value: string | null;
}

/** Changed behaviour is a new version, as of cleaning steps. */
const CHANGES: Readonly<Record<ChangeId, { readonly version: number; readonly title: string }>> = {
  import: { version: 1, title: 'Import files' },
  append: { version: 1, title: 'Add files' },
  'set-mapping': { version: 1, title: 'Set format and columns' },
  'edit-rows': { version: 1, title: 'Edit rows' },
  'add-rows': { version: 1, title: 'Add rows' },
  'set-marks': { version: 1, title: 'Mark rows' },
};

/** A step as what it is, its arguments typed. */
export type Change = { [Id in ChangeId]: { readonly id: Id; readonly params: ChangeParams[Id] } }[ChangeId];

/** The change that a recipe's step is; null of a cleaning step. Throws where this program does not know its version. */
export function changeOf({ step, version, params }: RecipeStep): Change | null {
  if (!isChange(step)) return null;
  if (CHANGES[step].version !== version) throw new RangeError(`${step}, version ${version}, is not known`);
  // The cast: `logChange` alone makes such steps, and takes the arguments that belong to the id.
  return { id: step, params } as unknown as Change;
}

function isChange(step: string): step is ChangeId {
  return Object.hasOwn(CHANGES, step);
}

type Counts = Pick<StepLog, 'rowsIn'> & Partial<Pick<StepLog, 'changed' | 'added' | 'examples'>>;

/** The line of a version's log that says what was changed. `rowsIn`: rows before it. */
export function logChange<Id extends ChangeId>(
  id: Id,
  params: ChangeParams[Id],
  { rowsIn, changed = 0, added = 0, examples = [] }: Counts,
): StepLog {
  const { version, title } = CHANGES[id];
  return {
    step: id,
    version,
    // The cast: all of them are plain JSON; interfaces lack the index signature that says so.
    params: withoutUndefined(params) as Readonly<Record<string, Json>>,
    title,
    rowsIn,
    rowsOut: rowsIn + added,
    changed,
    added,
    dropped: {},
    examples,
  };
}

function withoutUndefined(params: object): object {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined));
}

/** Names for files that the ones which are there already do not have: "a.csv" becomes "a.csv (2)". */
export function freeNames(taken: readonly string[], wanted: readonly string[]): string[] {
  const known = new Set(taken);
  return wanted.map((name) => {
    let free = name;
    for (let copy = 2; known.has(free); copy++) free = `${name} (${copy})`;
    known.add(free);
    return free;
  });
}
