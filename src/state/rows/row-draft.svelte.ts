import { columnSources } from '../../core/row/keys.ts';
import { toOneLine } from '../../core/row/one-line.ts';
import { Row } from '../../core/row/row.ts';
import { fail, ok, type Result } from '../../core/failure.ts';

export interface DraftField {
  readonly column: string;
  /** Only texts can be edited as text; other values are edited as JSON. */
  readonly editable: boolean;
  readonly text: string;
}

/** A row while it is edited, as texts by column or as the whole JSON. */
export class RowDraft {
  readonly before: string;
  mode = $state<'text' | 'json'>('text');
  fields: readonly DraftField[];
  json: string;

  constructor(text: string) {
    this.before = text;
    this.json = $state(text);
    this.fields = $state.raw(fieldsOf(text));
  }

  get changed(): boolean {
    const text = this.text();
    return !text.ok || text.value !== this.before;
  }

  set = (column: string, text: string): void => {
    this.fields = this.fields.map((field) => (field.column === column ? { ...field, text } : field));
  };

  /** Shows the other form, with what was typed so far; says no where that JSON can't be read. */
  turn = (mode: 'text' | 'json'): Result<void> => {
    const text = this.text();
    if (!text.ok) return text;
    this.json = text.value;
    this.fields = fieldsOf(text.value);
    this.mode = mode;
    return ok(undefined);
  };

  /** The row as it would be stored. */
  text(): Result<string> {
    return this.mode === 'json' ? oneLine(this.json) : ok(withFields(this.json, this.fields));
  }
}

function fieldsOf(text: string): readonly DraftField[] {
  const row = new Row(text);
  return [...columnSources(text)].map(([column, source]) => {
    const value = row.column(column);
    return typeof value === 'string'
      ? { column, editable: true, text: value }
      : { column, editable: false, text: source };
  });
}

/** Changes only the bytes of the columns whose text differs. */
function withFields(text: string, fields: readonly DraftField[]): string {
  const edited = fields.filter(({ editable }) => editable);
  return edited.reduce(
    (row, { column, text: cell }) => (row.column(column) === cell ? row : row.with(column, cell)),
    new Row(text),
  ).text;
}

function oneLine(json: string): Result<string> {
  try {
    JSON.parse(json);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return fail({ kind: 'bad-row', why: `it is not JSON (${why})` });
  }
  return ok(toOneLine(json));
}
