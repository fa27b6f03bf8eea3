import type { Metric } from './metric.ts';
import { classesOf } from './parts/classes-of.ts';

/**
 * The mean over all classes of each class's F1, so that rare classes count as much as common ones. Classes are those of the
 * references; an answer that names none of them is a miss of its reference. Source: scikit-learn,
 * `f1_score(average="macro", labels=classes of the references, zero_division=0)`.
 */
export default {
  id: 'macro-f1',
  title: 'Macro F1',
  summary: 'F1 of each class, averaged, so that rare classes count as much as common ones.',
  unit: 'share',
  better: 'higher',
  order: 2,
  measure(rows) {
    const classes = classesOf(rows);
    if (classes === null) return null;
    const { names, references, answers } = classes;
    const count = names.length;
    const answered = Uint8Array.from(rows, ({ answer }) => Number(answer !== null));
    const raise = (into: Float64Array, at: number): void => {
      into[at] = (into[at] ?? 0) + 1;
    };
    return {
      kind: 'sums',
      // Of each class: right, in the references, in the answers.
      width: 3 * count,
      binary: false,
      add(row, into) {
        const [wanted = -1, named = -1] = [references[row], answers[row]];
        if (wanted < 0 || answered[row] === 0) return;
        if (wanted === named) raise(into, wanted);
        raise(into, count + wanted);
        if (named >= 0) raise(into, 2 * count + named);
      },
      figure(sums) {
        let [total, present] = [0, 0];
        for (let at = 0; at < count; at++) {
          const wanted = sums[count + at] ?? 0;
          if (wanted === 0) continue;
          present++;
          total += (2 * (sums[at] ?? 0)) / (wanted + (sums[2 * count + at] ?? 0));
        }
        return present === 0 ? null : total / present;
      },
    };
  },
} satisfies Metric;
