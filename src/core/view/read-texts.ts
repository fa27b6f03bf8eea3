import { chatCells, isChatColumn } from '../example/chat-cells.ts';
import { RowTexts } from '../example/row-texts.ts';
import type { FieldRole } from '../formats/format.ts';
import { needsFormat } from '../recipe/chosen-texts.ts';
import type { StepContext, TextChoice } from '../recipe/step.ts';
import { textsOf } from '../row/column-values.ts';
import { ARRAY, NUMBER, STRING } from '../row/members.ts';
import type { Row } from '../row/row.ts';
import { isBlank, trim } from '../text/white-space.ts';

/** The texts of a column or a role: none where it is missing or null. */
export type ReadTexts = (row: Row) => readonly string[];

const NONE: readonly string[] = [];
const NUMERIC = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Makes what reads them. A column of conversations (`chat-cells`) has the text that the table shows in it. Inside of lists and objects that the row's format knows, only its texts count. */
export function textReader(of: TextChoice, context: StepContext): ReadTexts {
  if (typeof of !== 'string') return roleReader(of.role, context);
  if (isChatColumn(of) && !context.columns.includes(of)) {
    return (row) => chatCells(row, [of], context).filter((cell) => cell !== null);
  }
  if (!needsFormat([of], context)) return (row) => columnTexts(row, of);
  const texts = RowTexts.for(context);
  return (row) => {
    const { members } = row;
    if (members && members.kindOf(members.find(of)) < ARRAY) return columnTexts(row, of);
    const inside = texts.under(row, of);
    return inside.length > 0 ? inside : columnTexts(row, of);
  };
}

function roleReader(role: FieldRole, context: StepContext): ReadTexts {
  const texts = RowTexts.for(context);
  return (row) => texts.of(row, role);
}

/** As `textsOf`, without parsing the row for a number. */
function columnTexts(row: Row, column: string): readonly string[] {
  const { members } = row;
  const member = members ? members.find(column) : -1;
  if (!members || member < 0) return textsOf(row, column);
  const kind = members.kindOf(member);
  if (kind === STRING) return [members.stringOf(member)];
  if (kind === NUMBER) return [members.sourceOf(member)];
  return kind === 0 ? NONE : textsOf(row, column);
}

/** What one cell says where it is compared, counted or sorted as a whole. */
export function asOne(texts: readonly string[]): string {
  return texts.length === 1 ? (texts[0] ?? '') : texts.join('\n');
}

/** A number, also one written as text; NaN where it is none. */
export function numberOf(text: string): number {
  const plain = trim(text);
  return NUMERIC.test(plain) ? Number(plain) : NaN;
}

/** True for what a profile counts as empty, and a sort puts last. */
export function isNothing(texts: readonly string[]): boolean {
  return texts.every(isBlank);
}
