import { isObject, type Json } from '../json.ts';
import { applyEdits, type Edit, type Path } from './edit.ts';

/** The column under which a row that is not an object is shown. */
export const VALUE_COLUMN = 'value';

/**
 * One JSON value, kept as the text of one JSON line. The text is the truth; the parsed value is a view of it,
 * made when first asked for. A changed row is a new Row whose text differs only where it was asked to.
 */
export class Row {
  readonly text: string;
  #value: Json | undefined;

  constructor(text: string, value?: Json) {
    this.text = text;
    this.#value = value;
  }

  get value(): Json {
    // A row is JSON by contract: import and hand edits let nothing else in.
    return (this.#value ??= JSON.parse(this.text) as Json);
  }

  /** The value of a top-level column, undefined where the row has none. */
  column(name: string): Json | undefined {
    const value = this.value;
    if (isObject(value)) return Object.hasOwn(value, name) ? value[name] : undefined;
    return name === VALUE_COLUMN ? value : undefined;
  }

  /** Where a column's value lies in the row. */
  pathOf(column: string): Path {
    return isObject(this.value) ? [column] : [];
  }

  /** A row with these edits, applied from first to last; the same row where there are none. */
  edit(edits: readonly Edit[]): Row {
    return edits.length === 0 ? this : new Row(applyEdits(this.text, edits));
  }

  /** Sets one column; a new one goes at the end. */
  with(column: string, value: Json): Row {
    return this.edit([{ op: 'set', path: this.pathOf(column), value }]);
  }
}
