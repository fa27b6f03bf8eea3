import { countWords } from '../text/words.ts';
import type { Metric } from './metric.ts';
import { sumTable } from './parts/sum-table.ts';

/** Words of all answers ÷ words of all references. 1 is even; more is wordier than the data. */
export default {
  id: 'length-ratio',
  title: 'Length ratio',
  summary: 'Words in the answers for each word in the references. 1 is even.',
  unit: 'ratio',
  better: 'neither',
  order: 70,
  measure: (rows) =>
    sumTable(
      rows,
      2,
      (reference, answer, into) => {
        into[0] = countWords(answer);
        into[1] = countWords(reference);
      },
      ([answered = 0, wanted = 0]) => (wanted === 0 ? null : answered / wanted),
    ),
} satisfies Metric;
