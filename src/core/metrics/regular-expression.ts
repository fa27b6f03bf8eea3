import { compilePattern } from '../text/pattern.ts';
import type { Metric } from './metric.ts';
import { meanOfValues } from './parts/mean.ts';

/** The share of answers in which the user's regular expression is found. Needs no reference. */
export default {
  id: 'regular-expression',
  title: 'Matches the pattern',
  summary: 'Answers in which your regular expression is found.',
  unit: 'share',
  better: 'higher',
  order: 40,
  measure(rows, { pattern }) {
    if (pattern === '') return null;
    const expression = compilePattern('pattern', pattern, { regex: true, matchCase: true });
    return meanOfValues(
      Float64Array.from(rows, ({ answer }) => {
        expression.lastIndex = 0;
        return answer === null ? NaN : Number(expression.test(answer));
      }),
    );
  },
} satisfies Metric;
