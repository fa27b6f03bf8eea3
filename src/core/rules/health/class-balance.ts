import { counted, percent } from '../../amount.ts';
import type { HealthRule } from './health-rule.ts';

/** The largest class has this many times the rows of the smallest. */
const RATIO = 10;

export default {
  id: 'class-balance',
  severity: 'warn',
  name: 'Classes of very different size',
  checks: `Where outputs are classes, looks for classes with less than a ${RATIO}th of the rows of the largest one.`,
  why: 'The model learns to answer with the frequent classes. Add examples of the rare ones, or take fewer of the others.',
  source: 'Buda et al., “A systematic study of the class imbalance problem”, 2018',
  reads: ['output-hash', 'answer-faults'],
  find(look) {
    const { classes } = look;
    if (!classes || classes.counts.length < 2) return null;
    const most = classes.counts[0] ?? 0;
    const isRare = classes.counts.map((count) => count * RATIO < most);
    const rare = isRare.filter(Boolean).length;
    if (rare === 0) return null;
    const rows = [...classes.of].flatMap((place, row) => (isRare[place] === true ? [row] : []));
    return {
      rows,
      title: `${counted(rows.length, 'row')} of ${rare === 1 ? 'a rare class' : `${rare} rare classes`}`,
      detail: `${counted(classes.counts.length, 'class', 'classes')}; the largest has ${counted(most, 'row')} (${percent(most, look.rows)}), the smallest ${counted(classes.counts.at(-1) ?? 0, 'row')}`,
    };
  },
} satisfies HealthRule;
