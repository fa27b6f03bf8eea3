import { RowTexts } from '../example/row-texts.ts';
import type { StepContext } from '../recipe/step.ts';
import { columnSources } from '../row/keys.ts';
import type { Row } from '../row/row.ts';
import { isBlank } from '../text/white-space.ts';
import { FieldNames } from './field-names.ts';

/** The beginning of one text of a row. */
export interface GlanceText {
  readonly name: string;
  readonly text: string;
  /** Characters left out at the end. */
  readonly cut: number;
}

/** A row in a few lines. */
export interface RowGlance {
  readonly texts: readonly GlanceText[];
  /** Texts that are not shown. */
  readonly hidden: number;
}

/** How much of a row is shown. */
export interface GlanceLimits {
  readonly texts: number;
  readonly characters: number;
}

/** What is shown of a row that stays as it is. */
export const BRIEF: GlanceLimits = { texts: 4, characters: 120 };

/** The texts of a row that a person knows it by, each cut: those of its conversation, else its columns. Empty ones are left out. */
export function rowGlance(row: Row, context: StepContext, { texts: most, characters }: GlanceLimits): RowGlance {
  const all = textsOf(row, context);
  const texts = all.slice(0, most).map(({ name, text }): GlanceText => {
    const end = text.length > characters + 20 ? wholeEnd(text, characters) : text.length;
    return { name, text: text.slice(0, end), cut: text.length - end };
  });
  return { texts, hidden: all.length - texts.length };
}

function textsOf(row: Row, context: StepContext): readonly { readonly name: string; readonly text: string }[] {
  const names = new FieldNames(row, context);
  const fields = RowTexts.for(context)
    .fields(row)
    .filter(({ role, text, path }) => role !== 'other' && path.length > 1 && !isBlank(text));
  if (fields.length > 0) return fields.map(({ path, text }) => ({ name: names.of(path), text }));
  return [...columnSources(row.text)].flatMap(([column, source]) => {
    const value = row.column(column);
    const text = typeof value === 'string' ? value : source;
    return text === '' || text === 'null' ? [] : [{ name: names.of([column]), text }];
  });
}

function wholeEnd(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}
