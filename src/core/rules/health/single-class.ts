import type { HealthRule } from './health-rule.ts';

export default {
  id: 'single-class',
  severity: 'block',
  name: 'One answer only',
  checks: 'Looks for sets in which every output is the same short text.',
  why: 'The model learns to say this and nothing else.',
  source: 'Google Cloud, supervised tuning for Gemini, 2026-09-25',
  reads: ['output-hash', 'answer-faults'],
  find({ classes, rows }) {
    if (!classes || classes.counts.length !== 1 || rows < 2) return null;
    return { rows: 'set', title: 'All outputs are the same' };
  },
} satisfies HealthRule;
