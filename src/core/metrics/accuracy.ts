import type { Metric } from './metric.ts';
import { classesOf } from './parts/classes-of.ts';
import { meanOfValues } from './parts/mean.ts';

/** The share of answers that name the right class. Only where references are classes. Source: scikit-learn, `accuracy_score`. */
export default {
  id: 'accuracy',
  title: 'Accuracy',
  summary: 'Answers that name the right class.',
  unit: 'share',
  better: 'higher',
  order: 1,
  measure(rows) {
    const classes = classesOf(rows);
    if (classes === null) return null;
    const { references, answers } = classes;
    return meanOfValues(
      Float64Array.from(rows, ({ answer }, row) =>
        answer === null || (references[row] ?? -1) < 0 ? NaN : Number(references[row] === answers[row]),
      ),
    );
  },
} satisfies Metric;
