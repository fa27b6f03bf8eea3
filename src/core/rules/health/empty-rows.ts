import { BLANK_WORDS } from '../../analyses/blanks.ts';
import { unsaid } from '../../example/mapping.ts';
import { counted } from '../../amount.ts';
import { fixStep, type HealthRule } from './health-rule.ts';

export default {
  id: 'empty-rows',
  severity: 'block',
  name: 'Empty input or output',
  checks: 'Looks for rows whose input or output is missing, null or only whitespace.',
  why: 'Every service rejects or silently skips such a row. A model can’t learn anything from it.',
  source: 'Google Cloud, supervised tuning for Gemini, 2026-09-25',
  reads: ['blanks'],
  find(look) {
    const { format, mapping } = look.facts;
    if (format === undefined && unsaid(mapping).length === 2) return null;
    const rows = look.withBits('blanks', 0xffffffff, BLANK_WORDS.nothing);
    if (rows.length === 0) return null;
    return {
      rows,
      title: `${counted(rows.length, 'row')} with an empty input or output`,
      fix: [fixStep('drop-empty-rows')],
    };
  },
} satisfies HealthRule;
