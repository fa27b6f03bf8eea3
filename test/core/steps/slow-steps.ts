import { rowFormat } from '../../../src/core/example/row-format.ts';
import { ShapeError, type Field, type FieldRole } from '../../../src/core/formats/format.ts';
import { findFormat } from '../../../src/core/formats/index.ts';
import { isObject, type Json } from '../../../src/core/json.ts';
import { canonicalText } from '../../../src/core/row/canonical.ts';
import { applyEdits, type Edit, type Path } from '../../../src/core/row/edit.ts';
import { columnSources } from '../../../src/core/row/keys.ts';
import { Row } from '../../../src/core/row/row.ts';
import type { StepContext, TextChoice } from '../../../src/core/recipe/step.ts';
import { countCharacters } from '../../../src/core/text/characters.ts';
import { countSpacedWords, isBlank } from '../../../src/core/text/white-space.ts';
import { countWords } from '../../../src/core/text/words.ts';

/** What the cleaning steps do, said by parsing the whole row: slow, but nothing in it knows of bytes. */
export class SlowRow {
  readonly text: string;
  readonly value: Json;
  readonly #context: StepContext;

  constructor(text: string, context: StepContext) {
    this.text = text;
    // Rows of tests are JSON.
    this.value = JSON.parse(text) as Json;
    this.#context = context;
  }

  /** The texts as the row's format finds them. */
  get fields(): readonly Field[] {
    const own = findFormat(this.#context.format ?? '')?.fields(this.value) ?? [];
    return own.length > 0 ? own : this.#format.fields(this.value);
  }

  get #format(): ReturnType<typeof rowFormat> {
    return rowFormat(new Row(this.text, this.value), this.#context);
  }

  get #isOwn(): boolean {
    return (findFormat(this.#context.format ?? '')?.fields(this.value) ?? []).length > 0;
  }

  get kind(): string | undefined {
    return (this.#isOwn ? findFormat(this.#context.format ?? '') : this.#format)?.kind;
  }

  column(name: string): Json | undefined {
    if (isObject(this.value)) return Object.hasOwn(this.value, name) ? this.value[name] : undefined;
    return name === 'value' ? this.value : undefined;
  }

  textsOf(role: FieldRole): string[] {
    return this.fields.filter((field) => field.role === role).map(({ text }) => text);
  }

  get answerRole(): FieldRole {
    const roles = new Set(this.fields.map(({ role }) => role));
    if (roles.has('chosen')) return 'chosen';
    return !roles.has('output') && roles.has('label') ? 'label' : 'output';
  }

  get isFlat(): boolean {
    const isNested = (value: Json): boolean => typeof value === 'object' && value !== null;
    return isObject(this.value) ? !Object.values(this.value).some(isNested) : !isNested(this.value);
  }

  /** Whether the format can read the row to its end: only then a role without texts may be empty. */
  get isReadable(): boolean {
    try {
      this.#format.toExample(this.value);
      return true;
    } catch (error) {
      if (error instanceof ShapeError) return false;
      throw error;
    }
  }
}

/** The row with its texts changed. Texts inside lists and objects are those of the row's format. */
export function mapSlowly(
  text: string,
  choices: readonly TextChoice[],
  context: StepContext,
  change: (text: string) => string,
): string {
  const row = new SlowRow(text, context);
  const columns = choices.filter((choice) => typeof choice === 'string');
  const roles = choices.flatMap((choice) => (typeof choice === 'string' ? [] : [choice.role]));
  const all = isObject(row.value) ? Object.keys(row.value) : ['value'];
  const named = new Set(choices.length === 0 ? all : columns);
  const paths: Path[] = [...named].map((column) => (isObject(row.value) ? [column] : column === 'value' ? [] : ['?']));
  if (context.format !== undefined || roles.length > 0) {
    for (const { path, role } of row.fields) {
      const column = isObject(row.value) ? String(path[0]) : 'value';
      if (named.has(column) ? path.length > 1 || Array.isArray(row.value) : roles.includes(role)) paths.push(path);
    }
  }
  const edits = paths.flatMap((path): Edit[] => {
    const before = valueAt(row.value, path);
    const after = typeof before === 'string' ? change(before) : before;
    return after === before || after === undefined ? [] : [{ op: 'set', path, value: after }];
  });
  return edits.length === 0 ? text : applyEdits(text, edits);
}

function valueAt(value: Json, path: Path): Json | undefined {
  let inner: Json | undefined = value;
  for (const key of path) {
    if (Array.isArray(inner)) inner = (inner as Json[])[Number(key)];
    else inner = isObject(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined;
  }
  return inner;
}

/** Whether a column is missing, null or blank. */
export function isEmptySlowly(text: string, column: string): boolean {
  const value = new SlowRow(text, { columns: [], mapping: { input: null, output: null } }).column(column) ?? null;
  return value === null || (typeof value === 'string' && isBlank(value));
}

const COUNTS = { words: countWords, 'spaced-words': countSpacedWords, characters: countCharacters };

/** Whether a text has too few words or characters. */
export function isShortSlowly(text: string, unit: keyof typeof COUNTS, minimum: number): boolean {
  return COUNTS[unit](text) < minimum;
}

/** One string for rows that are duplicates: canonical text of the whole row or of columns, missing ones apart. */
export function keySlowly(text: string, columns: readonly string[], change?: (text: string) => string): string {
  const isWhole = columns.length === 0;
  if (isWhole) return canonicalText(text, change);
  const sources = columnSources(text);
  return columns
    .map((column) => {
      const source = sources.get(column);
      return source === undefined ? 'missing' : canonicalText(source, change);
    })
    .join('\n');
}
