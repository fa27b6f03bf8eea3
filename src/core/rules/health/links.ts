import { LEFTOVERS } from '../../analyses/leftovers.ts';
import { counted } from '../../amount.ts';
import type { HealthRule } from './health-rule.ts';

export default {
  id: 'links',
  severity: 'note',
  name: 'Web addresses in outputs',
  checks: 'Looks for http, https and www addresses in outputs.',
  why: 'Tuned models invent addresses that look like those they have seen. Keep them only if they are meant.',
  source: 'Google Cloud, supervised tuning for Gemini, 2026-09-25',
  reads: ['leftovers'],
  find(look) {
    const rows = look.withBits('leftovers', LEFTOVERS.linkOut);
    return rows.length === 0 ? null : { rows, title: `${counted(rows.length, 'output')} with a web address` };
  },
} satisfies HealthRule;
