import { counted } from '../../amount.ts';
import { repeatsOf } from '../../health/health-look.ts';
import { fixStep, type HealthRule } from './health-rule.ts';

export default {
  id: 'duplicate-rows',
  severity: 'warn',
  name: 'Duplicate rows',
  checks: 'Compares whole rows by value. The order of keys doesn’t matter.',
  why: 'A row that comes twice counts twice in training. If a copy is in the validation set, the loss looks better than it is.',
  source: 'Lee et al., “Deduplicating Training Data Makes Language Models Better”, 2022',
  reads: ['row-hash'],
  find(look) {
    const { rows } = repeatsOf(look.words('row-hash'), look.rows);
    if (rows.length === 0) return null;
    return { rows, title: counted(rows.length, 'duplicate row'), fix: [fixStep('remove-duplicates', {}, 2)] };
  },
} satisfies HealthRule;
