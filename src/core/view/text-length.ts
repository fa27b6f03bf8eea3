import { isChatColumn } from '../example/chat-cells.ts';
import type { StepContext, TextChoice } from '../recipe/step.ts';
import { STRING } from '../row/members.ts';
import type { Row } from '../row/row.ts';
import type { Utf8Text } from '../row/unescape.ts';
import { countCharacters } from '../text/characters.ts';
import { countCharactersUtf8 } from '../text/utf8-words.ts';
import { countWords } from '../text/words.ts';
import { textReader } from './read-texts.ts';
import type { LengthUnit } from './view.ts';

/**
 * Makes what reads a column as bytes where it holds a string, good until the next one is asked for; null for all else, which
 * its texts must tell. Strings are texts whatever the row's format is.
 */
export function stringReader(of: TextChoice, { columns }: StepContext): (row: Row) => Utf8Text | null {
  if (typeof of !== 'string' || (isChatColumn(of) && !columns.includes(of))) return () => null;
  return ({ members }) => {
    const member = members ? members.find(of) : -1;
    return members && members.kindOf(member) === STRING ? members.textOf(member) : null;
  };
}

/** Makes what says how long the texts of a column or a role are, all of them together; 0 where there is none. */
export function lengthReader(of: TextChoice, unit: LengthUnit, context: StepContext): (row: Row) => number {
  const texts = textReader(of, context);
  const count = unit === 'words' ? countWords : countCharacters;
  const measure = (row: Row): number => texts(row).reduce((sum, text) => sum + count(text), 0);
  if (unit === 'words') return measure;
  const string = stringReader(of, context);
  return (row) => {
    const bytes = string(row);
    return bytes ? countCharactersUtf8(bytes, Infinity) : measure(row);
  };
}
