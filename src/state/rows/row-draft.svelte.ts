import { editExample } from '../../core/example/edit-example.ts';
import type { Example } from '../../core/example/example.ts';
import type { StepContext } from '../../core/recipe/step.ts';
import { keepSpelling } from '../../core/row/keep-spelling.ts';
import { Row } from '../../core/row/row.ts';
import type { TypedRow } from './row-edits.svelte.ts';

/** A conversation as it is typed, with the text of the row that it was read from. */
export interface TypedTurns {
  readonly of: string;
  readonly example: Example;
}

/** A row while it is read and typed at: as fields, as JSON, or turn by turn. `RowEdits` stores what is typed. */
export class RowDraft implements TypedRow {
  readonly datasetId: string;
  /** In the version, from 0. */
  readonly position: number;
  /** As it is stored. */
  before: string;
  /** The last state of what was typed that is a row. */
  text: string;
  /** What is typed as JSON, from the first key until another form is typed in; perhaps none yet. */
  json = $state.raw<string | null>(null);
  /** The conversation as typed, likewise: also one that the row can't hold. */
  turns = $state.raw<TypedTurns | null>(null);
  /** Why what is typed can't be stored, in words; empty where it can. */
  problem = $state('');
  saving = $state(false);
  /** True once something that was typed here has been stored. */
  saved = $state(false);
  storedIn: string | null = null;
  readonly #ontyped: (draft: RowDraft) => void;

  constructor(
    row: { readonly datasetId: string; readonly position: number; readonly text: string },
    ontyped: (draft: RowDraft) => void,
  ) {
    this.datasetId = row.datasetId;
    this.position = row.position;
    this.before = $state.raw(row.text);
    this.text = $state.raw(row.text);
    this.#ontyped = ontyped;
  }

  /** True where something typed is not stored yet. */
  get dirty(): boolean {
    return this.text !== this.before || this.problem !== '';
  }

  setColumn = (column: string, text: string): void => {
    this.json = null;
    this.turns = null;
    this.#set(new Row(this.text).with(column, text).text);
  };

  setJson = (typed: string): void => {
    this.json = typed;
    this.turns = null;
    try {
      JSON.parse(typed);
    } catch (error) {
      this.#fail(`This is not JSON yet: ${error instanceof Error ? error.message : String(error)}.`);
      return;
    }
    this.#set(keepSpelling(this.before, typed));
  };

  /** `of`: the text of the row that the conversation was read from. */
  setTurns = (of: string, example: Example, context: StepContext): void => {
    this.json = null;
    this.turns = { of, example };
    const made = editExample(new Row(of), context, () => example);
    if ('problem' in made) this.#fail(made.problem);
    else this.#set(made.text);
  };

  /** What is typed can't be stored as it is now, such as half a list of tools. */
  refuse = (problem: string): void => {
    this.#fail(problem);
  };

  /** The row again as it is stored. */
  discard = (): void => {
    this.text = this.before;
    this.json = null;
    this.turns = null;
    this.problem = '';
  };

  /** Brings back what was typed before the page was closed. */
  bringBack(kept: {
    readonly text: string;
    readonly json: string | null;
    readonly turns: TypedTurns | null;
    readonly problem: string;
  }): void {
    this.text = kept.text;
    this.turns = kept.turns;
    this.problem = kept.turns === null ? '' : kept.problem;
    if (kept.json === null) this.#ontyped(this);
    else this.setJson(kept.json);
  }

  #set(text: string): void {
    this.text = text;
    this.problem = '';
    this.#ontyped(this);
  }

  #fail(problem: string): void {
    this.problem = problem;
    this.#ontyped(this);
  }
}
