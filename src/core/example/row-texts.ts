import type { Completion, Example, Part, Turn } from './example.ts';
import { ShapeError, type Field, type FieldRole, type Format } from '../formats/format.ts';
import { answerRoleOf, FlatTextFinder, type FlatTexts } from './flat-texts.ts';
import { formatOfColumns, ownFormat, rowFormat } from './row-format.ts';
import { isFlat } from '../row/column-values.ts';
import type { Row } from '../row/row.ts';
import type { StepContext } from '../recipe/step.ts';
import { TextSigns } from '../text/text-signs.ts';
import type { TextTest } from '../text/text-test.ts';
import { isBlank } from '../text/white-space.ts';

/** A text of a row with what characters it has. */
export interface SignedText {
  readonly role: FieldRole;
  readonly text: string;
  readonly signs: TextSigns;
}

const shared = new WeakMap<StepContext, RowTexts>();

/** The texts of rows by their roles, as each row's own format finds them. Remembers the last row's. */
export class RowTexts {
  readonly #context: StepContext;
  readonly #own: Format | undefined;
  /** Undefined until a row asks, null where every row must be parsed. */
  #flat: FlatTextFinder | null | undefined;
  #row: Row | undefined;
  #fields: readonly Field[] = [];
  #format: Format | undefined;
  /** Used again for each row. */
  readonly #signs: TextSigns[] = [];
  #signedRow: Row | undefined;
  #signed: readonly SignedText[] = [];

  private constructor(context: StepContext) {
    this.#context = context;
    this.#own = ownFormat(context);
  }

  /** Steps of one context share them: a row that none of them changes is looked through once. */
  static for(context: StepContext): RowTexts {
    let texts = shared.get(context);
    if (!texts) shared.set(context, (texts = new RowTexts(context)));
    return texts;
  }

  /** Where the texts of a flat row are in its bytes; null for a row that must be parsed to know. */
  flat(row: Row): FlatTexts | null {
    if (this.#flat === undefined) this.#flat = this.#findFlat();
    const finder = this.#flat;
    const members = finder && row.members;
    return members ? finder.find(members) : null;
  }

  fields(row: Row): readonly Field[] {
    this.#look(row);
    return this.#fields;
  }

  /** The texts with what characters each has, in the order of `fields`. Good until another row's are asked for. */
  signed(row: Row): readonly SignedText[] {
    const fields = this.fields(row);
    if (row === this.#signedRow) return this.#signed;
    this.#signed = fields.map(({ role, text }, index) => {
      const signs = (this.#signs[index] ??= new TextSigns());
      return { role, text, signs: signs.read(text) };
    });
    this.#signedRow = row;
    return this.#signed;
  }

  of(row: Row, role: FieldRole): readonly string[] {
    const texts: string[] = [];
    // A loop: this runs several times for each of a million rows.
    for (const field of this.fields(row)) if (field.role === role) texts.push(field.text);
    return texts;
  }

  /** The role whose texts the model learns to say. */
  answerRole(row: Row): FieldRole {
    const flat = this.flat(row);
    return flat ? flat.answerRole : answerRoleOf((wanted) => this.fields(row).some(({ role }) => role === wanted));
  }

  /** True where a role has nothing beyond its texts, and none of them passes the test. */
  hasNone(row: Row, role: FieldRole, test: TextTest): boolean {
    const flat = this.flat(row);
    const members = flat?.of(role) ?? [];
    if (!flat || members.length === 0) return !this.of(row, role).some(test.ofText) && this.beyond(row, role) === '';
    for (const member of members) if (test.ofBytes(flat.members.textOf(member))) return false;
    return true;
  }

  /** The texts inside a top-level column that is a list or object; all of them in a row that has no columns. */
  under(row: Row, column: string): readonly string[] {
    const fields = this.fields(row);
    const inside = Array.isArray(row.value) ? fields : fields.filter(({ path }) => path[0] === column);
    return inside.map(({ text }) => text);
  }

  /**
   * What a role has beyond its texts, such as calls, media and labels that are numbers, as JSON; empty where there is
   * nothing. A row that its format can't read to the end counts whole, so that no step takes it for empty.
   */
  beyond(row: Row, role: FieldRole): string {
    const hasTexts = this.of(row, role).length > 0;
    if (hasTexts && isFlat(row)) return '';
    const example = this.#exampleOf(row);
    if (example === null) return row.text;
    if (role === 'label') return typeof example.label === 'string' ? '' : JSON.stringify(example.label ?? '');
    const parts = turnsOf(example, role).flatMap((turn) => turn.parts.filter((part) => isBeyond(part, hasTexts)));
    return parts.length === 0 ? '' : JSON.stringify(parts);
  }

  /** True for a format in which nothing goes in. */
  hasNoInput(row: Row): boolean {
    return (this.flat(row)?.format ?? this.#look(row)).kind === 'text';
  }

  /** A row without fields may be of another format; to ask first which one it has would cost as much again. */
  #look(row: Row): Format {
    if (row === this.#row && this.#format) return this.#format;
    const own = this.#own?.fields(row.value) ?? [];
    const isOwn = this.#own !== undefined && own.length > 0;
    const format = isOwn ? this.#own : rowFormat(row, this.#context);
    this.#fields = isOwn ? own : format.fields(row.value);
    this.#row = row;
    this.#format = format;
    return format;
  }

  #findFlat(): FlatTextFinder | null {
    const format = this.#context.format === undefined ? formatOfColumns(this.#context) : this.#own;
    return format?.flat ? new FlatTextFinder(format) : null;
  }

  #exampleOf(row: Row): Example | null {
    try {
      return this.#look(row).toExample(row.value);
    } catch (error) {
      if (error instanceof ShapeError) return null;
      throw error;
    }
  }
}

/** A text that is no field is one that the row spells as a number. */
function isBeyond(part: Part, hasTexts: boolean): boolean {
  if (part.kind === 'thought') return false;
  return part.kind !== 'text' || (!hasTexts && !isBlank(part.text));
}

function turnsOf({ turns, completions = [] }: Example, role: FieldRole): readonly Turn[] {
  const answers = (isChosen: (completion: Completion) => boolean): Turn[] =>
    completions.filter(isChosen).flatMap((completion) => completion.turns);
  switch (role) {
    case 'system':
      return turns.filter((turn) => turn.role === 'system');
    case 'input':
      return turns.filter((turn) => turn.role === 'user');
    case 'output':
      return turns.filter((turn) => turn.role === 'model');
    case 'chosen':
      return answers(({ score }) => (score ?? 0) > 0);
    case 'rejected':
      return answers(({ score }) => (score ?? 0) <= 0);
    default:
      return [];
  }
}
