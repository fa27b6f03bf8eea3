import { counted } from '../../amount.ts';
import { repeatsOf } from '../../health/health-look.ts';
import { fixStep, type HealthRule } from './health-rule.ts';

export default {
  id: 'alike-rows',
  severity: 'warn',
  name: 'Duplicates but for spelling',
  checks:
    'Compares rows ignoring case, punctuation, spacing and Unicode variants. Numbers and code must be equal. Exact duplicates are not counted here.',
  why: 'Rows that say the same count several times in training, and give away the answer when one is in the validation set.',
  source: 'Lee et al., “Deduplicating Training Data Makes Language Models Better”, 2022',
  reads: ['row-hash', 'normal-hash'],
  find(look) {
    const exact = new Set(repeatsOf(look.words('row-hash'), look.rows).rows);
    const rows = repeatsOf(look.words('normal-hash'), look.rows).rows.filter((row) => !exact.has(row));
    if (rows.length === 0) return null;
    return {
      rows,
      title: `${counted(rows.length, 'row')} like another but for case, spacing or punctuation`,
      fix: [fixStep('remove-duplicates', { compare: 'normalised' }, 2)],
    };
  },
} satisfies HealthRule;
