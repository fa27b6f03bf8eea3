import { RowTexts } from '../example/row-texts.ts';
import { estimateTokens } from '../tokens/estimate-tokens.ts';
import type { Analysis } from './analysis.ts';

/**
 * Tokens of all texts of a row, as estimated: low, likely, high. A target may bill for more, such as the prompt of a pair
 * twice. The rates are part of the version: whoever changes them (`ESTIMATE`) raises it.
 */
export default {
  id: 'tokens',
  version: 1,
  words: 3,
  dependsOn: 'meaning',
  read(row, context, into, at) {
    const { low, likely, high } = estimateTokens(
      ...RowTexts.for(context)
        .fields(row)
        .map(({ text }) => text),
    );
    into[at] = low;
    into[at + 1] = likely;
    into[at + 2] = high;
  },
} satisfies Analysis;
