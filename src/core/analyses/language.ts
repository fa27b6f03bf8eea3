import { RowTexts } from '../example/row-texts.ts';
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
    let longest = '';
    for (const text of texts.of(row, texts.answerRole(row))) if (text.length > longest.length) longest = text;
    into[at] = latinLanguage(longest);
  },
} satisfies Analysis;
