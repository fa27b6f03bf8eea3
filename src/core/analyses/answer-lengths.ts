import { reachesInside } from '../example/mapping.ts';
import { RowTexts } from '../example/row-texts.ts';
import type { Json } from '../json.ts';
import { textsOf } from '../row/column-values.ts';
import type { Row } from '../row/row.ts';
import { countCharacters } from '../text/characters.ts';
import { countSpacedWords } from '../text/white-space.ts';
import { countWords } from '../text/words.ts';
import type { Analysis, AnalysisContext } from './analysis.ts';

/** Where each length is among the words of a row: of its longest answer, by every unit of *Drop short outputs*. */
export const ANSWER_WORDS = { characters: 0, words: 1, 'spaced-words': 2 } as const;

const WORDS = 3;

/** What is too long for any minimum: an answer that is no text, such as a call or the name of a class. */
const UNMEASURED = 0xffffffff;

/** How long the longest answer of a row is, as *Drop short outputs* measures it where no column is chosen. */
export default {
  id: 'answer-lengths',
  version: 1,
  words: WORDS,
  dependsOn: 'meaning',
  read(row, context, into, at) {
    const answers = answersOf(row, context);
    const longest = (count: (text: string) => number): number =>
      answers?.reduce((most, text) => Math.max(most, count(text)), 0) ?? UNMEASURED;
    into[at + ANSWER_WORDS.characters] = longest(countCharacters);
    into[at + ANSWER_WORDS.words] = longest(countWords);
    into[at + ANSWER_WORDS['spaced-words']] = longest(countSpacedWords);
  },
} satisfies Analysis;

/** How many rows *Drop short outputs* would drop, where no column is chosen: from the words of all rows. */
export function countShort(
  words: Uint32Array,
  { minimum, unit }: { readonly minimum: number; readonly unit: keyof typeof ANSWER_WORDS },
): number {
  let short = 0;
  for (let at = ANSWER_WORDS[unit]; at < words.length; at += WORDS) if ((words[at] ?? 0) < minimum) short++;
  return short;
}

/** null where there is more to the answer than texts. */
function answersOf(row: Row, context: AnalysisContext): readonly string[] | null {
  if (context.format === undefined && !reachesInside(context.mapping))
    return answersInColumn(row, context.mapping.output);
  const texts = RowTexts.for(context);
  const role = texts.answerRole(row);
  return role === 'label' || texts.beyond(row, role) !== '' ? null : texts.of(row, role);
}

/** Without a format the output is one column. */
function answersInColumn(row: Row, column: string | null): readonly string[] | null {
  if (column === null) return null;
  const value: Json | undefined = row.column(column);
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? null : textsOf(row, column);
}
