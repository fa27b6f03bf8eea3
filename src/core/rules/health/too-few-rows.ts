import { counted } from '../../amount.ts';
import type { HealthRule } from './health-rule.ts';

const AT_LEAST = 20;
const ADVISED = 100;
/** What guides advise for each class. */
const PER_CLASS = 50;

export default {
  id: 'too-few-rows',
  severity: 'block',
  name: 'Number of examples',
  checks: `Services need ${AT_LEAST} examples or more and advise ${ADVISED}; for classification, ${PER_CLASS} for each class.`,
  why: 'With fewer, a job is rejected or the model learns the examples by heart. A few-shot prompt may do as well.',
  source: 'ai.google.dev, model tuning, 2025-05; Google Cloud, supervised tuning for Gemini, 2026-09-25',
  reads: ['output-hash', 'answer-faults'],
  find({ rows, classes }) {
    if (rows < AT_LEAST) return { rows: 'set', title: `${counted(rows, 'example')}: at least ${AT_LEAST} are needed` };
    if (rows < ADVISED) {
      return { rows: 'set', severity: 'warn', title: `${counted(rows, 'example')}: ${ADVISED} or more are advised` };
    }
    const small = classes?.counts.filter((count) => count < PER_CLASS).length ?? 0;
    if (!classes || classes.counts.length < 2 || small === 0) return null;
    const title = `${counted(small, 'class', 'classes')} of ${classes.counts.length} with under ${PER_CLASS} examples`;
    return { rows: 'set', severity: 'note', title };
  },
} satisfies HealthRule;
