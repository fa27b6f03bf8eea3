import { unsaid } from '../../example/mapping.ts';
import type { HealthRule } from './health-rule.ts';

export default {
  id: 'no-meaning',
  severity: 'block',
  name: 'Input or output column not chosen',
  checks: 'A dataset without a known format needs a column for the input and one for the output.',
  why: 'Without them no row can be an example. Choose them under Format and columns in Clean.',
  source: 'Lapidary, 2026-11',
  reads: [],
  find({ facts: { format, mapping } }) {
    const missing = format === undefined ? unsaid(mapping) : [];
    if (missing.length === 0) return null;
    return { rows: 'set', title: `No ${missing.join(' and no ')} column is chosen` };
  },
} satisfies HealthRule;
