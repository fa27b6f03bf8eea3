import { RowTexts } from '../example/row-texts.ts';
import { estimateSigns, type TokenRange } from '../tokens/estimate-tokens.ts';
import type { Analysis } from './analysis.ts';

const WORDS = 3;

/**
 * Tokens of all texts of a row, as estimated: low, likely, high. A target may bill for more, such as the prompt of a pair
 * twice. The rates are part of the version: whoever changes them (`ESTIMATE`) raises it.
 */
export default {
  id: 'tokens',
  version: 1,
  words: WORDS,
  dependsOn: 'meaning',
  read(row, context, into, at) {
    const { low, likely, high } = estimateSigns(RowTexts.for(context).signed(row));
    into[at] = low;
    into[at + 1] = likely;
    into[at + 2] = high;
  },
} satisfies Analysis;

/** The tokens of all rows together. */
export function sumTokens(words: Uint32Array): TokenRange {
  const sum = { low: 0, likely: 0, high: 0 };
  for (let at = 0; at < words.length; at += WORDS) {
    sum.low += words[at] ?? 0;
    sum.likely += words[at + 1] ?? 0;
    sum.high += words[at + 2] ?? 0;
  }
  return sum;
}
