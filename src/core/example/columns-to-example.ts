import { columnOf, scalarText } from './column-text.ts';
import type { Completion, Example, Turn } from './example.ts';
import { ShapeError } from '../formats/format.ts';
import { readTags } from '../formats/parts/tags.ts';
import { restOf } from '../formats/parts/rest.ts';
import { textTurn } from '../formats/parts/text-turn.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { fillTemplate, templateColumns } from './mapping.ts';
import { VALUE_COLUMN } from '../row/row.ts';
import type { Mapping } from './mapping.ts';

/** The id of rows whose meaning is that of their columns; not in the registry. */
export const COLUMNS_FORMAT = 'columns';

/**
 * What a row's columns mean as an example. Throws `ShapeError` where a mapped column holds a list, an object, or a whole
 * number of more digits than are read.
 */
export function readColumns(row: Json, mapping: Mapping): Example {
  const read = new ColumnReader(row);
  const system = read.turn(mapping.system, 'system');
  const prompt = mapping.template === undefined ? read.turn(mapping.input, 'user') : read.filled(mapping.template);
  const completions = [read.completion(mapping.chosen, 1), read.completion(mapping.rejected, 0)].flat();
  const output = completions.length > 0 ? [] : read.turn(mapping.output, 'model');
  const label = read.label(mapping.label);
  // Tags stay in the rest too: there they are as the row spells them.
  const tags = (mapping.tags ?? []).flatMap((column) => readTags(columnOf(row, column)));
  return {
    turns: [...system, ...prompt, ...output],
    ...(completions.length > 0 && { completions }),
    ...(label !== null && { label }),
    meta: { format: COLUMNS_FORMAT, rest: read.rest(), ...(tags.length > 0 && { tags }), ...read.spelling() },
  };
}

/** Reads columns and remembers which, so that the others are the rest. */
class ColumnReader {
  readonly #row: Json;
  readonly #used: string[] = [];
  #filled: JsonObject | undefined;

  constructor(row: Json) {
    this.#row = row;
  }

  /** None where the column is missing, null, or an empty system prompt: those stay in the rest as they are. */
  turn(column: string | null | undefined, role: 'system' | 'user' | 'model'): Turn[] {
    const value = this.#take(column);
    if (value === null || (role === 'system' && value === '')) return [];
    this.#use(column);
    return [typeof value === 'string' ? textTurn(role, value) : textTurn(role, String(value), { value })];
  }

  filled(template: string): Turn[] {
    const values = templateColumns(template).flatMap((column): [string, Json][] => {
      const value = this.#take(column);
      return value === null ? [] : [[column, value]];
    });
    if (values.length === 0) return [];
    for (const [column] of values) this.#use(column);
    this.#filled = Object.fromEntries(values);
    const texts = new Map(values);
    return [
      textTurn(
        'user',
        fillTemplate(template, (column) => scalarText(texts.get(column)) ?? ''),
      ),
    ];
  }

  completion(column: string | null | undefined, score: number): Completion[] {
    const turns = this.turn(column, 'model');
    return turns.length > 0 ? [{ turns, score }] : [];
  }

  label(column: string | null | undefined): string | number | boolean | null {
    const value = this.#take(column);
    if (value !== null) this.#use(column);
    return value;
  }

  rest(): string {
    return restOf(isObject(this.#row) ? this.#row : { [VALUE_COLUMN]: this.#row }, this.#used);
  }

  spelling(): { readonly spelling?: JsonObject } {
    const bare = !isObject(this.#row);
    if (!bare && !this.#filled) return {};
    return { spelling: { ...(bare && { bare }), ...(this.#filled && { filled: this.#filled }) } };
  }

  #take(column: string | null | undefined): string | number | boolean | null {
    // A column that already means something doesn't mean a second thing.
    if (!column || this.#used.includes(column)) return null;
    const value = columnOf(this.#row, column) ?? null;
    if (isRounded(value)) {
      throw new ShapeError([column], `holds a number of too many digits: make it a text`);
    }
    if (typeof value !== 'object') return value;
    if (value === null) return null;
    const what = Array.isArray(value) ? 'a list' : 'an object';
    throw new ShapeError([column], `holds ${what}, and only a text can be read as what it means`);
  }

  #use(column: string | null | undefined): void {
    if (column) this.#used.push(column);
  }
}

/** A longer whole number may be another one than the row spells. */
function isRounded(value: Json): boolean {
  return typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);
}
