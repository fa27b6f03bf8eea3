import { counted } from '../../amount.ts';
import { RowTexts } from '../../example/row-texts.ts';
import type { HealthRule } from './health-rule.ts';

export default {
  id: 'rare-labels',
  severity: 'warn',
  name: 'Labels outside the vocabulary',
  checks: 'Where outputs are classes of ten rows and more, looks for labels that occur once or twice.',
  why: 'Most are typing errors of other labels. The model learns each as a class of its own.',
  source: 'Northcutt et al., “Pervasive Label Errors in Test Sets”, 2021',
  reads: ['output-hash', 'answer-faults'],
  find(look) {
    const { classes } = look;
    // Whoever has named the labels has said which of them are right.
    if (!classes || look.facts.contract?.kind === 'labels') return null;
    const rows = [...classes.of].flatMap((place, row) => (place >= classes.rareFrom ? [row] : []));
    const [position] = rows;
    if (position === undefined) return null;
    return {
      rows,
      title: `${counted(rows.length, 'row')} with a label that hardly occurs`,
      quote: {
        position,
        of: (row, context) => {
          const texts = RowTexts.for(context);
          return `The first is “${texts.of(row, texts.answerRole(row)).at(-1) ?? ''}”`;
        },
      },
    };
  },
} satisfies HealthRule;
