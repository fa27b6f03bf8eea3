import { RowTexts } from '../example/row-texts.ts';
import type { FieldRole } from '../formats/format.ts';
import { countCharacters } from '../text/characters.ts';
import { countWords } from '../text/words.ts';
import type { Analysis } from './analysis.ts';

/** Roles whose texts are measured, in the order of the words. A class is as long as its name, and other texts say nothing. */
export const MEASURED_ROLES = ['system', 'input', 'context', 'output', 'chosen', 'rejected'] as const;

/** Where the characters of a role's texts are among the words; their words are the next. */
export function lengthAt(role: (typeof MEASURED_ROLES)[number]): number {
  return MEASURED_ROLES.indexOf(role) * 2;
}

/** Characters and words of each role's texts, all of them together. */
export default {
  id: 'lengths',
  version: 1,
  words: MEASURED_ROLES.length * 2,
  dependsOn: 'meaning',
  read(row, context, into, at) {
    into.fill(0, at, at + MEASURED_ROLES.length * 2);
    for (const { role, text } of RowTexts.for(context).fields(row)) {
      if (!isMeasured(role)) continue;
      const index = at + lengthAt(role);
      into[index] = (into[index] ?? 0) + countCharacters(text);
      into[index + 1] = (into[index + 1] ?? 0) + countWords(text);
    }
  },
} satisfies Analysis;

function isMeasured(role: FieldRole): role is (typeof MEASURED_ROLES)[number] {
  return MEASURED_ROLES.some((measured) => measured === role);
}
