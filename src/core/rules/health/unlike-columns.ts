import { SHAPE_WORDS } from '../../analyses/turn-shape.ts';
import { counted } from '../../amount.ts';
import { columnsOf } from '../../row/column-values.ts';
import type { HealthRule } from './health-rule.ts';

const SHARE = 0.8;
const COLUMNS_SHOWN = 10;

export default {
  id: 'unlike-columns',
  severity: 'note',
  name: 'Rows with other columns',
  checks: 'Where eight rows in ten have the same columns, looks for rows that lack some or have more.',
  why: 'Trainers that read tables stop at the first row with other columns, or fill in nothing.',
  source: 'Hugging Face datasets, JSON loading, 2026',
  reads: ['turn-shape'],
  find(look) {
    const words = look.words('turn-shape');
    const [usual, ...others] = look.countValues('turn-shape', SHAPE_WORDS.columns);
    if (!usual || others.length === 0 || usual[1] < look.rows * SHARE) return null;
    const [hash] = usual;
    const rows = look.where('turn-shape', (at) => words[at + SHAPE_WORDS.columns] !== hash);
    return {
      rows,
      title: `${counted(rows.length, 'row')} with other columns than most`,
      quote: {
        position: look.where('turn-shape', (at) => words[at + SHAPE_WORDS.columns] === hash)[0] ?? 0,
        of: (row) => `Most have ${columnsOf(row).slice(0, COLUMNS_SHOWN).join(', ')}`,
      },
    };
  },
} satisfies HealthRule;
