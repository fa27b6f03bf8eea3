import { RowTexts, type SignedText } from '../example/row-texts.ts';
import { latinLanguage } from '../suspect/language-text.ts';
import type { Analysis } from './analysis.ts';

/**
 * The language of the longest answer by its little words: its place in `LANGUAGES` plus 1, 0 where it can't be told. Texts
 * in other scripts than Latin are told by `scripts`.
 */
export default {
  id: 'language',
  version: 1,
  words: 1,
  dependsOn: 'meaning',
  read(row, context, into, at) {
    const texts = RowTexts.for(context);
    const role = texts.answerRole(row);
    let longest: SignedText | undefined;
    for (const each of texts.signed(row)) {
      if (each.role === role && each.text.length > (longest?.text.length ?? 0)) longest = each;
    }
    into[at] = longest ? latinLanguage(longest.text, longest.signs.bytes) : 0;
  },
} satisfies Analysis;
