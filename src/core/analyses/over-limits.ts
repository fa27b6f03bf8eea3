import { RowTexts } from '../example/row-texts.ts';
import { countCharacters } from '../text/characters.ts';
import type { Analysis } from './analysis.ts';

/** The most characters (code points) that the Gemini API takes; ai.google.dev, model tuning, 2025-05. */
export const MOST_CHARACTERS = { input: 40_000, output: 5_000 } as const;

/** Bits of what is over. */
export const OVER = { input: 1, output: 2 } as const;

/** Whether what goes in, or what comes out, is longer than any row of the Gemini API may be. */
export default {
  id: 'over-limits',
  version: 1,
  words: 1,
  dependsOn: 'meaning',
  read(row, context, into, at) {
    const texts = RowTexts.for(context);
    into[at] =
      (isOver(texts.of(row, 'input'), MOST_CHARACTERS.input) ? OVER.input : 0) |
      (isOver(texts.of(row, 'output'), MOST_CHARACTERS.output) ? OVER.output : 0);
  },
} satisfies Analysis;

/** Characters are counted only where there may be too many. */
function isOver(texts: readonly string[], most: number): boolean {
  const units = texts.reduce((sum, { length }) => sum + length, 0);
  return units > most && texts.reduce((sum, text) => sum + countCharacters(text), 0) > most;
}
