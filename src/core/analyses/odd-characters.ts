import { RowTexts } from '../example/row-texts.ts';
import { hasControls, hasZeroWidths } from '../suspect/hidden-text.ts';
import { hasMojibake } from '../suspect/mojibake-text.ts';
import type { TextSigns } from '../text/text-signs.ts';
import type { Analysis } from './analysis.ts';

/** Bits of what some text of a row has. */
export const ODD_CHARACTERS = {
  /** A letter and its accents as several characters: not in Unicode's form NFC. */
  notComposed: 1,
  control: 2,
  zeroWidth: 4,
  /** U+FFFD, where a program could not read what was there. */
  replacement: 8,
  mojibake: 16,
} as const;

/** Characters that are in texts by mistake. */
export default {
  id: 'odd-characters',
  version: 1,
  words: 1,
  dependsOn: 'meaning',
  read(row, context, into, at) {
    let bits = 0;
    for (const { text, signs } of RowTexts.for(context).signed(row)) if (!isPlain(signs)) bits |= oddBits(text);
    into[at] = bits;
  },
} satisfies Analysis;

/** Nothing but ASCII without its controls: no doubt about any of it. */
function isPlain(signs: TextSigns): boolean {
  return signs.isAscii && signs.controls === 0;
}

function oddBits(text: string): number {
  return (
    (text.normalize('NFC') === text ? 0 : ODD_CHARACTERS.notComposed) |
    (hasControls(text) ? ODD_CHARACTERS.control : 0) |
    (hasZeroWidths(text) ? ODD_CHARACTERS.zeroWidth : 0) |
    (text.includes('\ufffd') ? ODD_CHARACTERS.replacement : 0) |
    (hasMojibake(text) ? ODD_CHARACTERS.mojibake : 0)
  );
}
