import { ok, type Result } from '../failure.ts';
import { JsonLineChecker } from '../filetypes/jsonl/json-line.ts';
import { hashText } from '../hash/text-hash.ts';
import type { Mapping } from '../example/mapping.ts';
import { runRecipe } from '../recipe/run-recipe.ts';
import { changeOf, type Change, type FileRead, type MarkedRows, type RowSource } from './changes.ts';
import { digestOf, HASH_WORDS, LeafBuilder } from './digest.ts';
import { findEdited } from './find-edited.ts';
import { digestOfMark, MarkLeafBuilder } from './mark-digest.ts';
import type { RecipeStep } from './version.ts';

/** The rows of one file as its import read them: row `n` is `rows[n - 1]`. */
export interface ReplaySource {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly string[];
}

/** A row, and the imported one that it comes from: one object for all that this becomes. */
export interface ReplayedRow {
  readonly text: string;
  readonly source: RowSource;
}

/** What a step could not do, because the rows are not those that it was made for. Nothing is guessed in its place. */
export interface Conflict extends RowSource {
  /** Index of the step in the recipe. */
  readonly step: number;
  /** No such file or row, or several rows of which the step can mean any. */
  readonly kind: 'no-file' | 'no-row' | 'several-rows';
}

/** A dataset that a recipe has made in memory. */
export interface Replayed {
  readonly rows: readonly ReplayedRow[];
  readonly columns: readonly string[];
  readonly mapping: Mapping;
  readonly format: string | undefined;
  /** For each mark the values of the rows that have one. */
  readonly marks: ReadonlyMap<string, ReadonlyMap<RowSource, string>>;
  readonly conflicts: readonly Conflict[];
}

/**
 * Runs a whole recipe (`ChangeParams` says what that is) over the rows of its files. Fails where a step has arguments that
 * it can't take. Throws where the recipe lacks its contents.
 */
export async function replay(
  recipe: readonly RecipeStep[],
  sources: readonly ReplaySource[],
): Promise<Result<Replayed>> {
  const run = new Replay(sources);
  for (let at = 0; at < recipe.length;) {
    const next = recipe.findIndex((step, index) => index >= at && changeOf(step) !== null);
    const end = next < 0 ? recipe.length : next;
    const cleaned = await run.clean(recipe.slice(at, end));
    if (!cleaned.ok) return cleaned;
    const step = recipe[end];
    const change = step && changeOf(step);
    if (change) run.change(change, end);
    at = end + 1;
  }
  return ok(run);
}

/** The digest that a version with these rows and marks has. */
export async function digestOfReplayed({ rows, marks }: Replayed): Promise<string> {
  const hashes = new Uint32Array(rows.length * HASH_WORDS);
  rows.forEach(({ text }, position) => {
    hashText(text, hashes, position * HASH_WORDS);
  });
  const leaves = new LeafBuilder();
  leaves.add(hashes);
  const digests = [...marks].map(async ([name, values]) => {
    const dictionary = [...new Set(values.values())];
    const builder = new MarkLeafBuilder(dictionary);
    for (const { source } of rows) builder.add(dictionary.indexOf(values.get(source) ?? '') + 1);
    return { name, digest: await digestOfMark(name, await builder.finish()) };
  });
  return digestOf(await leaves.finish(), await Promise.all(digests));
}

class Replay implements Replayed {
  rows: readonly ReplayedRow[] = [];
  columns: readonly string[] = [];
  mapping: Mapping = { input: null, output: null };
  format: string | undefined;
  readonly marks = new Map<string, Map<RowSource, string>>();
  readonly conflicts: Conflict[] = [];
  readonly #files: ReadonlyMap<string, ReplaySource>;
  /** The sources of the rows that were read or added, by name. */
  readonly #sources = new Map<string, readonly RowSource[]>();

  constructor(sources: readonly ReplaySource[]) {
    this.#files = new Map(sources.map((source) => [source.name, source]));
  }

  /** Runs cleaning steps that follow on each other. */
  async clean(steps: readonly RecipeStep[]): Promise<Result<void>> {
    if (steps.length === 0) return ok(undefined);
    const before = this.rows;
    const run = await runRecipe(
      steps,
      this,
      before.map(({ text }) => text),
      {
        sourceOf: (index) => sourceAt(before, index),
        markOf: (name, index) => this.marks.get(name)?.get(sourceAt(before, index)) ?? null,
      },
    );
    if (!run.ok) return run;
    const { rows, from, marks, columns, mapping, format } = run.value;
    this.rows = rows.map((text, index) => ({ text, source: sourceAt(before, from[index] ?? 0) }));
    this.columns = columns;
    this.mapping = mapping;
    this.format = format;
    for (const [name, values] of Object.entries(marks)) this.#take(name, values);
    return ok(undefined);
  }

  change(change: Change, step: number): void {
    switch (change.id) {
      case 'import':
        this.#mean(change.params);
        this.#read(change.params.files, step);
        break;
      case 'append':
        this.#read(change.params.files, step);
        break;
      case 'set-mapping':
        this.#mean(change.params);
        break;
      case 'edit-rows':
        this.#edit(change.params, step);
        break;
      case 'add-rows':
        this.#add(change.params.name, contentsOf(change.params.texts));
        break;
      case 'set-marks':
        this.#mark(change.params.mark, contentsOf(change.params.rows), step);
        break;
    }
  }

  /** Takes the values that cleaning steps gave to the rows that they left; null leaves a row's value as it was. */
  #take(name: string, values: readonly (string | null)[]): void {
    const known = this.marks.get(name) ?? new Map<RowSource, string>();
    this.marks.set(name, known);
    for (const [position, value] of values.entries()) {
      if (value !== null) known.set(sourceAt(this.rows, position), value);
    }
  }

  #mean({ mapping, format }: { readonly mapping: Mapping; readonly format?: string | undefined }): void {
    this.mapping = mapping;
    this.format = format;
  }

  #read(files: readonly FileRead[], step: number): void {
    for (const { name } of files) {
      const file = this.#files.get(name);
      if (!file) this.conflicts.push({ step, kind: 'no-file', file: name, row: 0 });
      else this.#append(name, file.rows, file.columns);
    }
  }

  #add(name: string, texts: readonly string[]): void {
    this.#append(name, texts, columnsOf(texts));
  }

  #append(name: string, texts: readonly string[], columns: readonly string[]): void {
    const sources = texts.map((_, index): RowSource => ({ file: name, row: index + 1 }));
    this.#sources.set(name, sources);
    this.rows = [...this.rows, ...sources.map((source, index) => ({ text: texts[index] ?? '', source }))];
    this.#learn(columns);
  }

  #edit({ edits, texts }: (Change & { readonly id: 'edit-rows' })['params'], step: number): void {
    const written = contentsOf(texts);
    const rows = [...this.rows];
    const done: string[] = [];
    for (const [index, found] of findEdited(this.rows, edits).entries()) {
      const { file = '', row = 0 } = edits[index] ?? {};
      const text = written[index] ?? '';
      if (typeof found !== 'number') this.conflicts.push({ step, kind: found, file, row });
      else {
        rows[found] = { text, source: sourceAt(this.rows, found) };
        done.push(text);
      }
    }
    this.rows = rows;
    this.#learn(columnsOf(done));
  }

  #mark(name: string, marked: readonly MarkedRows[], step: number): void {
    const values = this.marks.get(name) ?? new Map<RowSource, string>();
    this.marks.set(name, values);
    for (const { file, row, count, value } of marked) {
      const sources = this.#sources.get(file)?.slice(row - 1, row - 1 + count) ?? [];
      for (const source of sources) {
        if (value === null) values.delete(source);
        else values.set(source, value);
      }
      if (sources.length < count) this.conflicts.push({ step, kind: 'no-row', file, row: row + sources.length });
    }
  }

  #learn(columns: readonly string[]): void {
    this.columns = [...new Set([...this.columns, ...columns])];
  }
}

function sourceAt(rows: readonly ReplayedRow[], position: number): RowSource {
  const row = rows[position];
  if (!row) throw new RangeError(`position ${position} is outside of ${rows.length} rows`);
  return row.source;
}

function columnsOf(texts: readonly string[]): readonly string[] {
  const checker = new JsonLineChecker();
  for (const text of texts) checker.check(text);
  return checker.columns;
}

function contentsOf<T>(contents: readonly T[] | undefined): readonly T[] {
  if (!contents) throw new Error('the recipe lacks its contents: a log has only hashes and counts of them');
  return contents;
}
