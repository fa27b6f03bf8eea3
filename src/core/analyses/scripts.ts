import { RowTexts } from '../example/row-texts.ts';
import { SCRIPTS } from '../text/text-signs.ts';
import type { Analysis } from './analysis.ts';

/** What a share of one is as stored: shares are whole thousandths, rounded to the nearest. */
export const WHOLE_SHARE = 1_000;

const counts = new Float64Array(SCRIPTS.length);

/** Which share of the letters of a row's texts is of which script: two shares a word, the first in the lower half. */
export default {
  id: 'scripts',
  version: 1,
  words: Math.ceil(SCRIPTS.length / 2),
  dependsOn: 'meaning',
  read(row, context, into, at) {
    counts.fill(0);
    let letters = 0;
    for (const { signs } of RowTexts.for(context).signed(row)) {
      for (let script = 0; script < SCRIPTS.length; script++) {
        const count = signs.scripts[script] ?? 0;
        counts[script] = (counts[script] ?? 0) + count;
        letters += count;
      }
    }
    for (let script = 0; script < SCRIPTS.length; script += 2) {
      into[at + script / 2] = shareAt(script, letters) | (shareAt(script + 1, letters) << 16);
    }
  },
} satisfies Analysis;

function shareAt(script: number, letters: number): number {
  return letters === 0 ? 0 : Math.round(((counts[script] ?? 0) * WHOLE_SHARE) / letters);
}

/** A row's share of a script in thousandths, from the words of the row, which begin at `at`. */
export function shareOf(script: (typeof SCRIPTS)[number], words: Uint32Array, at: number): number {
  const index = SCRIPTS.indexOf(script);
  return ((words[at + (index >> 1)] ?? 0) >>> (16 * (index & 1))) & 0xffff;
}
