import { ANSWERS } from '../../analyses/answer-faults.ts';
import { counted } from '../../amount.ts';
import type { HealthRule } from './health-rule.ts';

/** Where more answers than this end so, that is how they are written. */
const MOST = 0.3;

export default {
  id: 'cut-off-answers',
  severity: 'warn',
  name: 'Outputs that break off',
  checks:
    'Looks for prose of 300 characters or more whose last sentence has no end, and for code blocks that are never closed. Lists, code and tables may end anyhow.',
  why: 'Answers that were cut at a token limit teach the model to stop in the middle of a sentence.',
  source: 'Taori et al., Alpaca; the cleaned set by G. Ruebsamen, 2023',
  reads: ['answer-faults'],
  find(look) {
    const all = look.withBits('answer-faults', ANSWERS.breaksOff);
    const isHabit = all.length > look.rows * MOST;
    const rows = look.withBits('answer-faults', ANSWERS.openFence | (isHabit ? 0 : ANSWERS.breaksOff));
    return rows.length === 0
      ? null
      : { rows, title: counted(rows.length, 'output that breaks off', 'outputs that break off') };
  },
} satisfies HealthRule;
