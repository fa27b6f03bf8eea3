import { reachesInside } from '../example/mapping.ts';
import { FIELD_ROLES } from '../example/field-roles.ts';
import { RowTexts } from '../example/row-texts.ts';
import type { FieldRole } from '../formats/format.ts';
import { isEmpty } from '../row/column-values.ts';
import type { Row } from '../row/row.ts';
import { isBlank, trim } from '../text/white-space.ts';
import type { Analysis, AnalysisContext } from './analysis.ts';

/** Bits of one role among the four words: that of its place in the list of roles. */
export function roleBit(role: FieldRole): number {
  return 1 << FIELD_ROLES.indexOf(role);
}

/** What each word says of the roles whose bits are set. */
export const BLANK_WORDS = {
  /** It has texts. */
  present: 0,
  /** All its texts are empty or white space. */
  blank: 1,
  /** One of its texts has white space at an end. */
  padded: 2,
  /** *Drop empty rows* calls it empty: `input` and `output`, where that stands for whatever the model is to answer. */
  nothing: 3,
} as const;

/** Which roles are there, empty, or have white space around their texts. */
export default {
  id: 'blanks',
  version: 1,
  words: 4,
  dependsOn: 'meaning',
  read(row, context, into, at) {
    const texts = RowTexts.for(context);
    let [present, filled, padded] = [0, 0, 0];
    for (const { role, text } of texts.fields(row)) {
      const bit = roleBit(role);
      present |= bit;
      if (!isBlank(text)) filled |= bit;
      if (trim(text) !== text) padded |= bit;
    }
    into[at + BLANK_WORDS.present] = present;
    into[at + BLANK_WORDS.blank] = present & ~filled;
    into[at + BLANK_WORDS.padded] = padded;
    into[at + BLANK_WORDS.nothing] =
      (isInputEmpty(row, context) ? roleBit('input') : 0) | (isOutputEmpty(row, context) ? roleBit('output') : 0);
  },
} satisfies Analysis;

function isInputEmpty(row: Row, context: AnalysisContext): boolean {
  if (context.format === undefined && !reachesInside(context.mapping)) return isColumnEmpty(row, context.mapping.input);
  const texts = RowTexts.for(context);
  return !texts.hasNoInput(row) && isRoleEmpty(texts, row, 'input');
}

function isOutputEmpty(row: Row, context: AnalysisContext): boolean {
  if (context.format === undefined && !reachesInside(context.mapping))
    return isColumnEmpty(row, context.mapping.output);
  const texts = RowTexts.for(context);
  return isRoleEmpty(texts, row, texts.answerRole(row));
}

/** A column that none is said to be is not empty. */
function isColumnEmpty(row: Row, column: string | null): boolean {
  return column !== null && isEmpty(row.column(column));
}

function isRoleEmpty(texts: RowTexts, row: Row, role: FieldRole): boolean {
  return texts.of(row, role).every(isBlank) && texts.beyond(row, role) === '';
}
