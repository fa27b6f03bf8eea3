import { ANSWERS } from '../../analyses/answer-faults.ts';
import { counted } from '../../amount.ts';
import type { HealthRule } from './health-rule.ts';

export default {
  id: 'repetitive-answers',
  severity: 'warn',
  name: 'Very repetitive outputs',
  checks:
    'Looks for outputs of 40 words or more in which half of all runs of three words occur before. Looks at the first 600 words.',
  why: 'They come from a model that was caught in a loop, and teach the same.',
  source: 'Rae et al., “Scaling Language Models: Gopher”, quality filters, 2021',
  reads: ['answer-faults'],
  find(look) {
    const rows = look.withBits('answer-faults', ANSWERS.repetitive);
    return rows.length === 0
      ? null
      : { rows, title: counted(rows.length, 'output that repeats itself', 'outputs that repeat themselves') };
  },
} satisfies HealthRule;
